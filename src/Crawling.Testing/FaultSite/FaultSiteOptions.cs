namespace Crawling.Testing;

/// <summary>How a <see cref="FaultSite"/> answers.</summary>
public sealed class FaultSiteOptions
{
    /// <summary>How many pages the healthy host has. Default: 20.</summary>
    public int HealthyPages { get; set; } = 20;

    /// <summary>From one byte to the next of what drips. Default: 50 ms.</summary>
    public TimeSpan DripInterval { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>What a bomb expands to, in bytes. Default: 256 MiB.</summary>
    public long BombSize { get; set; } = 256 << 20;

    /// <summary>The clock of <see cref="DripInterval"/>. Default: the system's.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;
}
