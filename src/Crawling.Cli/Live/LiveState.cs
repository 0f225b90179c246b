namespace Crawling.Cli;

/// <summary>All that the view shows at one moment.</summary>
internal sealed record LiveState
{
    public required string Spider { get; init; }

    public required CrawlSnapshot Crawl { get; init; }

    public required CrawlProgress Progress { get; init; }

    public TimeSpan Elapsed { get; init; }

    public Speeds Pages { get; init; }

    public Speeds Items { get; init; }

    public long Failed { get; init; }

    /// <summary>Requests that may be in flight.</summary>
    public int Limit { get; init; }

    /// <summary>Bytes of the process.</summary>
    public long Memory { get; init; }

    public IReadOnlyList<(int Status, long Count)> Statuses { get; init; } = [];

    /// <summary>Bytes a second, the oldest first.</summary>
    public IReadOnlyList<long> Received { get; init; } = [];

    public IReadOnlyList<long> Sent { get; init; } = [];

    /// <summary>What has been seen of some hosts.</summary>
    public IReadOnlyDictionary<string, HostFigures> Hosts { get; init; } = new Dictionary<string, HostFigures>();

    public IReadOnlyList<(string Host, HostFigures Figures)> Slowest { get; init; } = [];

    public IReadOnlyList<(string Host, HostFigures Figures)> Failing { get; init; } = [];

    /// <summary>The newest last, as the lists below.</summary>
    public IReadOnlyList<string> LastItems { get; init; } = [];

    public IReadOnlyList<string> LastErrors { get; init; } = [];

    public IReadOnlyList<LogLine> Log { get; init; } = [];

    public LivePage Page { get; init; }

    /// <summary>Rows that the page is moved by.</summary>
    public int Scroll { get; init; }

    /// <summary>Whether there is a keyboard.</summary>
    public bool HasKeys { get; init; } = true;
}

/// <summary>How many a second, of late and all the time.</summary>
internal readonly record struct Speeds(double Now, double Average);

/// <summary>What has been seen of a host.</summary>
/// <param name="Pages">Responses.</param>
/// <param name="Failures">Requests that have failed for good.</param>
/// <param name="Latency">How long it takes to answer, the latest answers counting most.</param>
internal readonly record struct HostFigures(long Pages, long Failures, TimeSpan Latency);

/// <summary>The pages of the view, in their order.</summary>
internal enum LivePage
{
    Overview,
    Hosts,
    Items,
    Errors,
    Log,
    Help,
}
