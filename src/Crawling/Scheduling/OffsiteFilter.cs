using System.Collections.Concurrent;

namespace Crawling.Scheduling;

/// <summary>Keeps a crawl within <see cref="Spider.AllowedDomains"/>: a host equal to one of them or under it is in scope.</summary>
internal sealed class OffsiteFilter(IReadOnlyCollection<string> domains)
{
    private readonly string[] _domains = [.. domains.Select(domain => domain.Trim().TrimStart('.').ToLowerInvariant())];
    private readonly ConcurrentDictionary<string, bool> _reported = new(StringComparer.Ordinal);

    /// <summary>A request that is not filtered as a duplicate is not filtered by its host either.</summary>
    public bool Allows(Request request) => _domains.Length == 0 || request.DontFilter || InScope(request.Url.Host);

    /// <summary>True once for each host: one log line is enough.</summary>
    public bool IsFirst(string host) => _reported.TryAdd(host, true);

    private bool InScope(string host) => Array.Exists(_domains, domain =>
        host.EndsWith(domain, StringComparison.Ordinal) && (host.Length == domain.Length || host[^(domain.Length + 1)] == '.'));
}
