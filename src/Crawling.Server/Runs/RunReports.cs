namespace Crawling.Serving;

/// <summary>What a crawl has told: its last report, and what it had counted at each moment of the last minutes. From any thread.</summary>
internal sealed class RunReports
{
    /// <summary>Five minutes.</summary>
    private const int Kept = 300;

    private readonly Lock _lock = new();
    private readonly Queue<RunMoment> _moments = new();

    /// <summary>Null if it has not begun.</summary>
    public RunReport? Last { get; private set; }

    public void Add(RunReport report)
    {
        lock (_lock)
        {
            Last = report;
            _moments.Enqueue(report.Moment);
            if (_moments.Count > Kept)
            {
                _moments.Dequeue();
            }
        }
    }

    /// <summary>The oldest first.</summary>
    /// <param name="time">Those after this one. Null: all that are kept.</param>
    public IReadOnlyList<RunMoment> After(DateTimeOffset? time)
    {
        lock (_lock)
        {
            return [.. _moments.Where(moment => time is null || moment.At > time)];
        }
    }
}
