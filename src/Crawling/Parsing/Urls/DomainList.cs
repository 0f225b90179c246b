namespace Crawling.Urls;

/// <summary>Domains: a host equal to one of them or under it belongs to the list.</summary>
internal sealed class DomainList(IReadOnlyCollection<string> domains)
{
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _domains =
        domains.Select(domain => domain.Trim().TrimStart('.').ToLowerInvariant()).ToHashSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    public bool IsEmpty => _domains.Set.Count == 0;

    public bool Contains(string host)
    {
        var name = host.AsSpan();
        while (!_domains.Contains(name))
        {
            var dot = name.IndexOf('.');
            if (dot < 0)
            {
                return false;
            }

            name = name[(dot + 1)..];
        }

        return true;
    }
}
