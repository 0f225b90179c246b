using System.Text.RegularExpressions;

namespace Crawling;

/// <summary>Which pages of a sitemap a callback is for.</summary>
/// <param name="pattern">A regular expression that is looked for in their URLs; "" is for all.</param>
/// <param name="callback">Takes items and further requests from them. In a job it must be a method of the spider.</param>
/// <exception cref="ArgumentException">The pattern is not a regular expression.</exception>
public sealed class SitemapRule(string pattern, ParseCallback callback)
{
    private readonly Regex _pattern = Parsing.Pattern.Get(pattern);

    /// <summary>A regular expression that is looked for in their URLs.</summary>
    public string Pattern => pattern;

    /// <summary>Takes items and further requests from them.</summary>
    public ParseCallback Callback => callback;

    internal bool Matches(Url url) => _pattern.IsMatch(url);
}
