namespace Crawling;

/// <summary>How a failed request is tried again.</summary>
public sealed class RetryOptions
{
    /// <summary>How often, besides the first time. Default: 2.</summary>
    public int Times { get; set; } = 2;
}
