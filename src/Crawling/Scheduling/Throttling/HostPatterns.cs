using System.IO.Enumeration;

namespace Crawling.Throttling;

/// <summary>What holds for hosts by name or by pattern. A name goes before all patterns, a pattern before those with fewer letters.</summary>
internal sealed class HostPatterns
{
    public const string Expected = "a host name, in which * may stand for any part, as *.example.org";

    private readonly Dictionary<string, HostPaceOptions> _all = new(StringComparer.OrdinalIgnoreCase);
    private readonly string[] _patterns;

    public HostPatterns(IEnumerable<KeyValuePair<string, HostPaceOptions>> hosts)
    {
        foreach (var (pattern, pace) in hosts)
        {
            // What is no pattern has been refused before, or will be.
            _all[Normal(pattern) ?? pattern] = pace;
        }

        _patterns = [.. _all.Keys.Where(IsWild).OrderBy(Letters).ThenBy(pattern => pattern, StringComparer.Ordinal)];
        AnyLearns = _all.Values.Any(pace => pace.AutoThrottle == true);
    }

    /// <summary>Whether a delay is learnt for any of them.</summary>
    public bool AnyLearns { get; }

    public static bool IsPattern(string text) => Normal(text) is not null;

    /// <summary>What is said of a slot, the most specific last.</summary>
    public IEnumerable<HostPaceOptions> Matching(string slot)
    {
        foreach (var pattern in _patterns)
        {
            if (FileSystemName.MatchesSimpleExpression(pattern, slot))
            {
                yield return _all[pattern];
            }
        }

        if (!IsWild(slot) && _all.TryGetValue(slot, out var own))
        {
            yield return own;
        }
    }

    /// <summary>The same with another pace for a pattern; null: with none.</summary>
    public HostPatterns With(string pattern, HostPaceOptions? pace)
    {
        var name = Normal(pattern)!;
        var others = _all.Where(host => !host.Key.Equals(name, StringComparison.OrdinalIgnoreCase));
        return new(pace is null ? others : others.Append(new(name, pace)));
    }

    /// <summary>As the host of a URL is written: in lower case, international names in their ASCII form.</summary>
    private static string? Normal(string pattern) =>
        Url.TryParse($"http://{pattern}:1/", null, out var url) && url.Href == $"http://{url.Host}:1/" ? url.Host : null;

    private static bool IsWild(string pattern) => pattern.Contains('*', StringComparison.Ordinal);

    private static int Letters(string pattern) => pattern.Count(c => c != '*');
}
