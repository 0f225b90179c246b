namespace Crawling.Benchmarks;

/// <summary>What the crawling process is told: the hosts of the site, the faults to meet one after the other, and how to reach them.</summary>
internal sealed record FaultPlan(
    string Healthy,
    IReadOnlyList<PlannedFault> Faults,
    bool ObeysRobots,
    IReadOnlyDictionary<string, string> ConnectTo,
    byte[] Certificate);

/// <summary>A fault as the crawl sees it; what is slow has a timeout of its own.</summary>
internal sealed record PlannedFault(string Name, string Url, bool IsSlow);
