using Crawling.Urls;

namespace Crawling.Scheduling;

/// <summary>Keeps a crawl within <see cref="Spider.AllowedDomains"/>: a host equal to one of them or under it is in scope.</summary>
internal sealed class OffsiteRule(IReadOnlyCollection<string> domains) : IAdmissionRule
{
    public const string Key = "offsite/filtered";

    private readonly DomainList _domains = new(domains);

    public string Name => Key;

    /// <summary>A request that is not filtered as a duplicate is not filtered by its host either.</summary>
    public string? Refuse(Candidate candidate) => candidate.Request.DontFilter ? null : Refuse(candidate.Request.Url);

    /// <summary>The target of a redirect is the choice of whoever redirects: <see cref="Request.DontFilter"/> lets it go no further than the host
    /// that the spider has asked for.</summary>
    public string? RefuseHop(Request target, Request from) =>
        target.DontFilter && target.Url.Host == from.Url.Host ? null : Refuse(target.Url);

    private string? Refuse(Url url) =>
        _domains.IsEmpty || _domains.Contains(url.Host) ? null : $"{url.Host} is not among the allowed domains (the spider's AllowedDomains)";
}
