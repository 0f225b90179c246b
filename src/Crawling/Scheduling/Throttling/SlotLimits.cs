namespace Crawling.Throttling;

/// <summary>How fast a slot may go by its settings.</summary>
/// <param name="Concurrency">Requests in flight at once.</param>
/// <param name="Delay">Between two requests.</param>
/// <param name="Randomize">Whether the delay varies.</param>
/// <param name="AutoThrottle">How a delay is learnt; null if none is.</param>
internal sealed record SlotLimits(int Concurrency, TimeSpan Delay, bool Randomize, AutoThrottleOptions? AutoThrottle = null);
