using System.Collections.Concurrent;

namespace Crawling.Robots;

/// <summary>Finds the groups of a crawler (RFC 9309, section 2.2.1): all that carry its name, else all for "*", as if they were one.</summary>
internal sealed class RobotsGroups(IReadOnlyList<RobotsGroup> groups)
{
    private const string Everyone = "*";

    private readonly ConcurrentDictionary<string, RobotsRules> _merged = new(StringComparer.Ordinal);

    public RobotsRules For(string userAgent)
    {
        var name = ProductToken.OfUserAgent(userAgent);
        // However many versions a name goes by, its rules are kept once.
        return _merged.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var rules) ? rules : _merged.GetOrAdd(name.ToString(), Merge);
    }

    private RobotsRules Merge(string name)
    {
        if (name.Length == 0 || !groups.Any(group => group.IsFor(name)))
        {
            name = Everyone;
        }

        List<RobotsGroup> own = [.. groups.Where(group => group.IsFor(name))];
        return new RobotsRules(own.SelectMany(group => group.Rules), own.Max(group => group.CrawlDelayOf(name)));
    }
}
