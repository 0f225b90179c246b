using System.Text.Json.Serialization;

namespace Crawling.Serving;

/// <summary>What a crawl is told at its start.</summary>
internal sealed record RunPlan(
    string Spider, IReadOnlyDictionary<string, string> Arguments, IReadOnlyDictionary<string, string> Settings, JobFolder Folder, RunOrders Orders);

/// <summary>What a crawl is to do now: all of it each time, so that a lost or late one does no harm.</summary>
internal sealed record RunOrders
{
    /// <summary>It starts no further request.</summary>
    public bool Pause { get; init; }

    /// <summary>It finishes what is under way, and ends.</summary>
    public bool Stop { get; init; }

    /// <summary>The same, because the service ends; the crawl will go on with the next one.</summary>
    public bool Interrupt { get; init; }

    public RunLimits? Limits { get; init; }
}

/// <summary>The pace of a crawl; null leaves a limit as it is.</summary>
internal sealed record RunLimits
{
    /// <summary>Requests in flight at once.</summary>
    public int? ConcurrentRequests { get; init; }

    /// <summary>Requests in flight at once to one host.</summary>
    public int? ConcurrentRequestsPerHost { get; init; }

    /// <summary>Between two requests of one host.</summary>
    public TimeSpan? DownloadDelay { get; init; }

    /// <summary>These over those.</summary>
    public RunLimits Over(RunLimits? other) => new()
    {
        ConcurrentRequests = ConcurrentRequests ?? other?.ConcurrentRequests,
        ConcurrentRequestsPerHost = ConcurrentRequestsPerHost ?? other?.ConcurrentRequestsPerHost,
        DownloadDelay = DownloadDelay ?? other?.DownloadDelay,
    };

    /// <exception cref="ArgumentOutOfRangeException">One of them cannot be.</exception>
    public void ApplyTo(CrawlLimits limits)
    {
        limits.ConcurrentRequests = ConcurrentRequests ?? limits.ConcurrentRequests;
        limits.ConcurrentRequestsPerHost = ConcurrentRequestsPerHost ?? limits.ConcurrentRequestsPerHost;
        limits.DownloadDelay = DownloadDelay ?? limits.DownloadDelay;
    }
}

/// <summary>How far a crawl is.</summary>
internal sealed record RunReport
{
    public required IReadOnlyDictionary<string, object> Statistics { get; init; }

    /// <summary>How it stands, with its busiest hosts.</summary>
    public required CrawlSnapshot Crawl { get; init; }

    public required RunMoment Moment { get; init; }

    public required RunLimits Limits { get; init; }

    /// <summary>Null while it goes on.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RunOutcome? Outcome { get; init; }
}

/// <summary>How a run of a crawl ended.</summary>
/// <param name="Reason">As statistics show it under <c>finish_reason</c>.</param>
/// <param name="Error">What ended it, if something was thrown.</param>
internal sealed record RunOutcome(string Reason, string? Error)
{
    /// <summary>The process died without a word.</summary>
    public const string Crashed = "crashed";

    public static RunOutcome Failed(string error) => new(CloseReason.StartError.Name, error);
}
