using System.Collections.Concurrent;
using Crawling.Urls;

namespace Crawling.Scheduling;

/// <summary>Keeps a crawl within <see cref="Spider.AllowedDomains"/>: a host equal to one of them or under it is in scope.</summary>
internal sealed class OffsiteFilter(IReadOnlyCollection<string> domains)
{
    private readonly DomainList _domains = new(domains);
    private readonly ConcurrentDictionary<string, bool> _reported = new(StringComparer.Ordinal);

    /// <summary>A request that is not filtered as a duplicate is not filtered by its host either.</summary>
    public bool Allows(Request request) => _domains.IsEmpty || request.DontFilter || _domains.Contains(request.Url.Host);

    /// <summary>True once for each host: one log line is enough.</summary>
    public bool IsFirst(string host) => _reported.TryAdd(host, true);
}
