using System.Text.Json.Serialization;

namespace Crawling.Serving;

/// <summary>A crawl to start.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record StartBody
{
    /// <summary>The spider's name.</summary>
    public required string Spider { get; init; }

    /// <summary>Values for the spider's arguments.</summary>
    public Dictionary<string, string>? Arguments { get; init; }

    /// <summary>Settings over all others, by path.</summary>
    public Dictionary<string, string>? Settings { get; init; }

    /// <summary>The highest goes first.</summary>
    public double Priority { get; init; }
}

/// <summary>A new pace; what is not given stays.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record LimitsBody
{
    public int? ConcurrentRequests { get; init; }

    public int? ConcurrentRequestsPerHost { get; init; }

    /// <summary>As in <c>00:00:01</c> or <c>500ms</c>.</summary>
    public string? DownloadDelay { get; init; }
}

/// <summary>A job, with how far it is.</summary>
internal sealed record JobBody(
    string Id,
    string Spider,
    ServedJobState State,
    bool IsPaused,
    bool IsStopping,
    IReadOnlyDictionary<string, string> Arguments,
    IReadOnlyDictionary<string, string> Settings,
    double Priority,
    string? Schedule,
    DateTimeOffset Created,
    DateTimeOffset? Started,
    DateTimeOffset? Ended,
    string? FinishReason,
    string? Error,
    RunLimits? Limits,
    long Pages,
    long Items,
    long Queued);

/// <summary>A part of a list.</summary>
internal sealed record PageBody<T>(long Total, IReadOnlyList<T> Entries);

/// <summary>A spider of the project.</summary>
internal sealed record SpiderBody(string Name, string? Description, IReadOnlyList<ArgumentBody> Arguments);

/// <summary>What a spider can be told.</summary>
internal sealed record ArgumentBody(string Name, string Type);

/// <summary>A crawl that is started by the clock.</summary>
internal sealed record ScheduleBody(string Spider, string Cron, string TimeZone, DateTimeOffset? Next);

/// <summary>The service.</summary>
internal sealed record ServiceBody(string Project, string Version, int MaxRunning, long Queued, long Running, long Over);

/// <summary>How many dead letters were put back.</summary>
internal sealed record RetryBody(int Count);
