namespace Crawling.Testing;

/// <summary>How a <see cref="DemoSite"/> answers.</summary>
public sealed class DemoSiteOptions
{
    /// <summary>How long every answer is held back. Default: not at all.</summary>
    public TimeSpan PageDelay { get; set; } = TimeSpan.Zero;

    /// <summary>The clock of <see cref="PageDelay"/>. Default: the system's.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;
}
