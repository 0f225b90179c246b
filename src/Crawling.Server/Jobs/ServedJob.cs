using System.Text.Json.Serialization;

namespace Crawling.Serving;

/// <summary>A crawl that was asked for, from then until it is deleted.</summary>
internal sealed record ServedJob
{
    /// <summary>Random, so that it cannot be guessed.</summary>
    public required string Id { get; init; }

    /// <summary>What a client of scrapyd has called it.</summary>
    public string? Alias { get; init; }

    public required string Spider { get; init; }

    public IReadOnlyDictionary<string, string> Arguments { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>The highest goes first.</summary>
    public double Priority { get; init; }

    /// <summary>The cron expression that has started it; null if a client has.</summary>
    public string? Schedule { get; init; }

    public ServedJobState State { get; init; }

    /// <summary>Whether it starts no requests while it runs.</summary>
    public bool IsPaused { get; init; }

    /// <summary>Whether its end was asked for, and it goes on to finish what is under way.</summary>
    public bool IsStopping { get; init; }

    /// <summary>What was changed of its pace.</summary>
    public RunLimits? Limits { get; init; }

    public required DateTimeOffset Created { get; init; }

    /// <summary>When it was first begun.</summary>
    public DateTimeOffset? Started { get; init; }

    public DateTimeOffset? Ended { get; init; }

    public string? FinishReason { get; init; }

    public string? Error { get; init; }

    /// <summary>How often its process has died.</summary>
    public int Crashes { get; init; }

    [JsonIgnore]
    public bool IsOver => State is not (ServedJobState.Queued or ServedJobState.Running);

    [JsonIgnore]
    public RunOrders Orders => new() { Pause = IsPaused, Stop = IsStopping, Limits = Limits };
}

/// <summary>Where a job stands.</summary>
internal enum ServedJobState
{
    /// <summary>It waits for its turn, to begin or to go on.</summary>
    Queued,

    Running,

    /// <summary>Nothing is left to do, or a limit of the crawl was reached.</summary>
    Finished,

    /// <summary>Its end was asked for; it can go on.</summary>
    Stopped,

    /// <summary>It could not be begun, or was ended by an error; it can go on.</summary>
    Failed,

    /// <summary>It was taken from the queue before it had begun.</summary>
    Cancelled,
}
