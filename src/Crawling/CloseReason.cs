namespace Crawling;

/// <summary>How a crawl ended.</summary>
/// <param name="Name">In snake case, as statistics show it under <c>finish_reason</c>.</param>
public readonly record struct CloseReason(string Name)
{
    /// <summary>Nothing was left to do.</summary>
    public static CloseReason Finished => new("finished");

    /// <summary>A process signal or the host asked for it.</summary>
    public static CloseReason Shutdown => new("shutdown");

    /// <summary>The program asked for it.</summary>
    public static CloseReason Cancelled => new("cancelled");

    /// <summary><see cref="Spider.StartAsync"/> threw.</summary>
    public static CloseReason StartError => new("start_error");

    /// <summary>A part of the crawl that it cannot do without failed; <see cref="CrawlResult.Error"/> says which.</summary>
    public static CloseReason FatalError => new("fatal_error");

    /// <summary>Nothing was left to do, but a callback hung (<see cref="CrawlerOptions.CallbackTimeout"/>) and may have met later ones in the
    /// spider's fields. With <see cref="CrawlerOptions.ConcurrentCallbacks"/> over 1, which allows that, it is <see cref="Finished"/>.</summary>
    public static CloseReason CallbackHung => new("callback_hung");

    /// <summary>Whether nothing was left to do.</summary>
    internal bool IsComplete => this == Finished || this == CallbackHung;

    /// <summary>Whether the crawl failed as a whole; errors in its callbacks alone do not make it fail.</summary>
    internal bool IsFailure => this == StartError || this == FatalError;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
