namespace Crawling.Benchmarks;

/// <summary>What the crawling process tells at its end.</summary>
/// <param name="Reason">How the crawl ended.</param>
/// <param name="HealthyPages">How many healthy pages came.</param>
/// <param name="LastHealthy">From the start of the crawl to the last of them.</param>
/// <param name="Statistics">All that was counted.</param>
internal sealed record FaultReport(string Reason, int HealthyPages, TimeSpan LastHealthy, IReadOnlyDictionary<string, long> Statistics);
