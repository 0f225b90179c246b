namespace Crawling.Urls;

/// <summary>Domains: a host equal to one of them or under it belongs to the list.</summary>
internal sealed class DomainList(IReadOnlyCollection<string> domains)
{
    private readonly string[] _domains = [.. domains.Select(domain => domain.Trim().TrimStart('.').ToLowerInvariant())];

    public bool IsEmpty => _domains.Length == 0;

    public bool Contains(string host)
    {
        foreach (var domain in _domains)
        {
            if (host.EndsWith(domain, StringComparison.Ordinal) && (host.Length == domain.Length || host[^(domain.Length + 1)] == '.'))
            {
                return true;
            }
        }

        return false;
    }
}
