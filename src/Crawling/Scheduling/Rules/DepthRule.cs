namespace Crawling.Scheduling;

/// <summary>Goes so many links from the start.</summary>
internal sealed class DepthRule(int limit) : IAdmissionRule
{
    public string Name => "depth/request_ignored_count";

    public string? Refuse(Candidate candidate) =>
        candidate.Hop.Depth > limit ? $"it is {candidate.Hop.Depth} links from the start, depth:limit is {limit} (null: no limit)" : null;
}
