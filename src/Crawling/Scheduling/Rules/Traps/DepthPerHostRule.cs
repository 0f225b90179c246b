namespace Crawling.Scheduling;

/// <summary>Goes so many links within a host.</summary>
internal sealed class DepthPerHostRule(int limit) : IAdmissionRule
{
    public string Name => "traps/depth_per_host";

    public string? Refuse(Candidate candidate) => candidate.IsLink && candidate.Hop.HostDepth > limit
        ? $"it is {candidate.Hop.HostDepth} links within its host, traps:depthPerHost is {limit} (null: no limit)"
        : null;
}
