using Crawling.Configuration;
using Microsoft.Data.Sqlite;

namespace Crawling.Jobs;

/// <summary>Requests that were set aside. On the job's thread.</summary>
internal sealed class DeadLetterTable(JobDatabase database)
{
    private readonly SqliteCommand _insert = database.Command("INSERT INTO dead (slot, rank, time, reason, data) VALUES ($0, $1, $2, $3, $4)", 5);

    public void Add(StoredRequest request, string reason, DateTimeOffset time) =>
        _insert.Run(request.Key.Slot, request.Key.Rank, time.UtcTicks, reason, request.Data);

    /// <summary>The oldest first.</summary>
    public IReadOnlyList<DeadLetter> All()
    {
        using var command = database.Command("SELECT time, reason, data FROM dead ORDER BY id");
        using var rows = command.ExecuteReader();
        return Read(rows);
    }

    /// <summary>The last one of a request; null if there is none. Looks at all of them.</summary>
    public DeadLetter? Find(UInt128 fingerprint)
    {
        // The fingerprint stands behind the version in each of them.
        using var command = database.Command("SELECT time, reason, data FROM dead WHERE SUBSTR(data, 2, 16) = $0 ORDER BY id DESC LIMIT 1", 1);
        using var rows = command.Read(BinaryForms.BytesOf(fingerprint));
        return Read(rows).SingleOrDefault();
    }

    /// <summary>Puts all of them back among the requests.</summary>
    /// <param name="firstId">The first id that is free.</param>
    /// <returns>How many there were.</returns>
    public int PutBack(long firstId)
    {
        using var insert = database.Command(
            "INSERT INTO request (slot, rank, id, deliveries, data) SELECT slot, rank, $0 + ROW_NUMBER() OVER (ORDER BY id) - 1, 0, data FROM dead", 1);
        var count = insert.Run(firstId);
        database.Execute("DELETE FROM dead");
        return count;
    }

    private static List<DeadLetter> Read(SqliteDataReader rows)
    {
        var codec = new RequestCodec(new NoCallbacks());
        var letters = new List<DeadLetter>();
        while (rows.Read())
        {
            var request = codec.Read((byte[])rows.GetValue(2));
            letters.Add(new(
                new DateTimeOffset(rows.GetInt64(0), TimeSpan.Zero),
                Secrets.Mask(request.Request.Url.Href),
                Secrets.Mask(rows.GetString(1)),
                request.Hop.EarlierTries));
        }

        return letters;
    }
}

/// <summary>A request that was set aside, without credentials.</summary>
/// <param name="Time">When.</param>
/// <param name="Url">Its URL.</param>
/// <param name="Reason">Why.</param>
/// <param name="Tries">What it has failed with, the oldest first.</param>
internal sealed record DeadLetter(DateTimeOffset Time, string Url, string Reason, IReadOnlyList<FailedTry> Tries)
{
    /// <summary>The reason without its particulars, for counting.</summary>
    public string Kind => Reason.Split(": ", 2)[0];
}
