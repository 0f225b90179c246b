namespace Crawling;

/// <summary>How often and when a failed request is tried again.</summary>
public sealed class RetryOptions
{
    /// <summary>How often, besides the first time. Default: 2.</summary>
    public int Times { get; set; } = 2;

    /// <summary>The statuses that count as a failure that may pass. Default: 408, 429, 500, 502, 503, 504, 522, 524.</summary>
    public List<int> Statuses { get; set; } = [408, 429, 500, 502, 503, 504, 522, 524];

    /// <summary>Whether POST, PATCH and others that are not idempotent (RFC 9110, section 9.2.2) are tried again too, though the server may
    /// have done already what they ask for. Default: false. A request that says <see cref="Request.MaxRetries"/> is, whatever its method.</summary>
    public bool AllMethods { get; set; }

    /// <summary>The longest wait before the first retry; it doubles with each further one, and the wait is a random part of it. Default: 1 s.</summary>
    public TimeSpan BaseDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>What the longest wait grows to. Default: 60 s.</summary>
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>The longest wait that a server gets by Retry-After (RFC 9110, section 10.2.3); if it asks for longer, it gets this.
    /// Default: 5 minutes.</summary>
    public TimeSpan MaxRetryAfter { get; set; } = TimeSpan.FromMinutes(5);
}
