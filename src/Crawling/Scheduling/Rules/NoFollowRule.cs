namespace Crawling.Scheduling;

/// <summary>Follows no link of a page that asks for it.</summary>
internal sealed class NoFollowRule : IAdmissionRule
{
    public string Name => "robots/nofollow";

    public string? Refuse(Candidate candidate) =>
        candidate.Page?.Robots.NoFollow == true ? "its page says nofollow (robots:obeyNoFollow; false follows)" : null;
}
