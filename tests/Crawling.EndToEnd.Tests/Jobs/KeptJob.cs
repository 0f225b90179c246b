using Crawling.Jobs;

namespace Crawling.EndToEnd.Tests.Jobs;

/// <summary>What the database of a job says.</summary>
/// <param name="Acknowledged">Requests that are done.</param>
/// <param name="Waiting">Requests that wait or are under way.</param>
/// <param name="Delayed">Those of them whose time has not come.</param>
/// <param name="Batches">Takes of which something is under way.</param>
/// <param name="StartOutputs">Outputs of the spider's start that are taken.</param>
internal sealed record KeptJob(long Acknowledged, long Waiting, long Delayed, long Batches, long StartOutputs)
{
    /// <summary>Whether it stands between the first and the last acknowledgement.</summary>
    public bool IsUnderWay => Acknowledged > 0 && Waiting > 0;

    public static KeptJob Read(JobDatabase database)
    {
        var delayed = database.Number("SELECT COUNT(*) FROM delayed");
        var waiting = database.Number("SELECT COUNT(*) FROM request") + delayed;
        var seen = database.Number("SELECT COALESCE(SUM(LENGTH(fingerprints)), 0) / 16 FROM seen");
        return new(
            seen - waiting,
            waiting,
            delayed,
            database.Number("SELECT COUNT(*) FROM lease"),
            database.Number("SELECT COALESCE(MAX(CAST(CAST(value AS TEXT) AS INTEGER)), 0) FROM state WHERE key = 'start-outputs'"));
    }
}
