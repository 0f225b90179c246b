namespace Crawling;

/// <summary>What is told of a crawl's statistics while it runs, and how much is counted.</summary>
public sealed class StatisticsOptions
{
    /// <summary>How often they are logged. Null: never. Default: 60 s.</summary>
    public TimeSpan? LogInterval { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>What the log shows of them. Default: a line.</summary>
    public StatisticsLogFormat LogFormat { get; set; }

    /// <summary>For how many hosts responses, their bytes and failures are counted apart, under <c>host/NAME/…</c>; further hosts are counted
    /// together, as <c>host/others/…</c>. Default: 20.</summary>
    public int Hosts { get; set; } = 20;
}

/// <summary>How statistics are logged.</summary>
public enum StatisticsLogFormat
{
    /// <summary>A line with pages and items, and how many of them a minute.</summary>
    Line,

    /// <summary>All of them in a table, with what they have grown by since the last one.</summary>
    Table,

    /// <summary>The same as a JSON object in one line.</summary>
    Json,
}
