using System.Text.RegularExpressions;

namespace Crawling.Parsing;

/// <summary>A spider's regular expression, safe on the text of any page.</summary>
internal static class Pattern
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    private static readonly QueryCache<Regex> Cache = new(Compile);

    public static Regex Get(string pattern) => Cache.Get(pattern);

    /// <summary>All groups of each match in order, "" for one that took no part; the whole match where the pattern has no group.</summary>
    public static IEnumerable<string> Extract(Regex regex, string text)
    {
        var hasGroups = regex.GetGroupNumbers().Length > 1;
        for (var match = regex.Match(text); match.Success; match = match.NextMatch())
        {
            if (!hasGroups)
            {
                yield return match.Value;
                continue;
            }

            for (var i = 1; i < match.Groups.Count; i++)
            {
                yield return match.Groups[i].Value;
            }
        }
    }

    private static Regex Compile(string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, Timeout);
        }
        catch (NotSupportedException)
        {
            // Look-arounds and back-references need backtracking, which the time limit bounds.
            return new Regex(pattern, RegexOptions.CultureInvariant, Timeout);
        }
    }
}
