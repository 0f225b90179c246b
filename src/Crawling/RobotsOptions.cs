namespace Crawling;

/// <summary>How robots.txt (RFC 9309) is treated.</summary>
public sealed class RobotsOptions
{
    /// <summary>Whether it is obeyed. Default: true.</summary>
    public bool Obey { get; set; } = true;
}
