namespace Crawling.Engine;

/// <summary>How the deadline of an asked-for end is divided, so that the end, feeds closed, lies within it.</summary>
internal static class CloseTimes
{
    private static readonly TimeSpan LongestGrace = TimeSpan.FromSeconds(1);

    /// <summary>When what is in flight is cut off.</summary>
    public static TimeSpan UntilCut(TimeSpan deadline) => deadline - (Grace(deadline) * 3);

    /// <summary>How long callbacks have to hear of it. The rest is for pipelines, feeds and listeners.</summary>
    public static TimeSpan Grace(TimeSpan deadline) => deadline / 10 < LongestGrace ? deadline / 10 : LongestGrace;
}
