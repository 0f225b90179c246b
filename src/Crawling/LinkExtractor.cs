using System.Text.RegularExpressions;
using Crawling.Links;
using Crawling.Parsing;
using Crawling.Urls;

namespace Crawling;

/// <summary>Picks links from a page: http and https only, absolute by its <c>base</c>, in order. Patterns are regular expressions that are
/// looked for anywhere in the text; a link must pass all options. With options for URLs alone no tree is made of the page.</summary>
public sealed class LinkExtractor
{
    private static readonly string[] LinkTags = ["a", "area"];
    private static readonly string[] LinkAttributes = ["href"];

    private Regex[] _allow = [];
    private Regex[] _deny = [];
    private Regex[] _restrictText = [];
    private DomainList _allowDomains = new([]);
    private DomainList _denyDomains = new([]);
    private ExtensionList _denyExtensions = ExtensionList.Ignored;

    /// <summary>Patterns of which the URL must match one. Default: none, every URL will do.</summary>
    /// <exception cref="ArgumentException">One is not a regular expression.</exception>
    public IReadOnlyList<string> Allow
    {
        get;
        init => _allow = Compile(field = value);
    } = [];

    /// <summary>Patterns of which the URL may match none. They go before <see cref="Allow"/>.</summary>
    /// <exception cref="ArgumentException">One is not a regular expression.</exception>
    public IReadOnlyList<string> Deny
    {
        get;
        init => _deny = Compile(field = value);
    } = [];

    /// <summary>Hosts that the URL must be of, or under. Default: none, every host will do.</summary>
    public IReadOnlyList<string> AllowDomains
    {
        get;
        init => _allowDomains = new DomainList(field = value);
    } = [];

    /// <summary>Hosts that the URL may not be of, nor under.</summary>
    public IReadOnlyList<string> DenyDomains
    {
        get;
        init => _denyDomains = new DomainList(field = value);
    } = [];

    /// <summary>Endings of paths, without the dot, that the URL may not have. Default: <see cref="IgnoredExtensions"/>.</summary>
    public IReadOnlyCollection<string> DenyExtensions
    {
        get;
        init => _denyExtensions = new ExtensionList(field = value);
    } = ExtensionList.Ignored.Names;

    /// <summary>CSS selectors of the parts of the page to look at. Default, if there is no <see cref="RestrictXPath"/> either: all of it.</summary>
    /// <exception cref="ArgumentException">One is not a CSS selector.</exception>
    public IReadOnlyList<string> RestrictCss
    {
        get;
        init
        {
            field = value;
            Check(value, CssQuery.Get);
        }
    } = [];

    /// <summary>XPath expressions of the parts of the page to look at, besides those of <see cref="RestrictCss"/>.</summary>
    /// <exception cref="ArgumentException">One is not an XPath 1.0 expression.</exception>
    public IReadOnlyList<string> RestrictXPath
    {
        get;
        init
        {
            field = value;
            Check(value, XPathQuery.Get);
        }
    } = [];

    /// <summary>Patterns of which the text of the link must match one. Default: none, any text will do.</summary>
    /// <exception cref="ArgumentException">One is not a regular expression.</exception>
    public IReadOnlyList<string> RestrictText
    {
        get;
        init => _restrictText = Compile(field = value);
    } = [];

    /// <summary>The elements that have links; none: all. Default: a and area.</summary>
    public IReadOnlyList<string> Tags { get; init; } = LinkTags;

    /// <summary>Elements that are left out of <see cref="Tags"/>.</summary>
    public IReadOnlyList<string> DenyTags { get; init; } = [];

    /// <summary>The attributes that have links; none: all. Default: href.</summary>
    public IReadOnlyList<string> Attributes { get; init; } = LinkAttributes;

    /// <summary>Attributes that are left out of <see cref="Attributes"/>.</summary>
    public IReadOnlyList<string> DenyAttributes { get; init; } = [];

    /// <summary>Changes the value of an attribute before it is read as a URL; null: it is no link.</summary>
    public Func<string, string?>? ProcessValue { get; init; }

    /// <summary>Whether white space around a value is removed before <see cref="ProcessValue"/> gets it; around a URL it never counts.
    /// Default: true.</summary>
    public bool Strip { get; init; } = true;

    /// <summary>Whether links that say nofollow in their <c>rel</c> are left out. Default: false, <see cref="Link.NoFollow"/> tells.</summary>
    public bool SkipNoFollow { get; init; }

    /// <summary>Whether links are given in their canonical form, which not every server understands. Default: false.</summary>
    public bool Canonicalize { get; init; }

    /// <summary>Whether of links with the same canonical form only the first is given. Default: true.</summary>
    public bool Unique { get; init; } = true;

    /// <summary>Extensions of files that are rarely wanted in a crawl for pages: archives, images, audio, video, office documents, programs
    /// and the like.</summary>
    public static IReadOnlyCollection<string> IgnoredExtensions => ExtensionList.Ignored.Names;

    // Of two links to the same URL one may be allowed and the other not, and Links has only the first.
    private bool NeedsEachElement =>
        RestrictCss.Count > 0 || RestrictXPath.Count > 0 || RestrictText.Count > 0 || SkipNoFollow || !Unique || ProcessValue is not null
        || DenyTags.Count > 0 || DenyAttributes.Count > 0
        || !Tags.ToHashSet().SetEquals(LinkTags) || !Attributes.ToHashSet().SetEquals(LinkAttributes);

    /// <summary>The links of a page that all rules allow.</summary>
    /// <exception cref="NotSupportedException">The response is not text; the message names its content type.</exception>
    public IReadOnlyList<Link> Extract(Response response)
    {
        ArgumentNullException.ThrowIfNull(response);
        var found = NeedsEachElement ? new LinkElements(this).Find(response) : response.Links();
        var links = found.Where(IsAllowed);
        if (Canonicalize)
        {
            links = links.Select(link => link with { Url = link.Url.Canonical() });
        }

        return [.. Unique ? links.DistinctBy(link => link.Url.Canonical()) : links];
    }

    /// <summary>Whether the rules for URLs allow one: patterns, domains and extensions.</summary>
    public bool Matches(Url url)
    {
        ArgumentNullException.ThrowIfNull(url);
        return (AllowDomains.Count == 0 || _allowDomains.Contains(url.Host))
            && !_denyDomains.Contains(url.Host)
            && !_denyExtensions.IsEndOf(url.Path)
            && (_allow.Length == 0 || IsMatch(_allow, url.Href))
            && !IsMatch(_deny, url.Href);
    }

    private bool IsAllowed(Link link) =>
        Matches(link.Url)
        && !(SkipNoFollow && link.NoFollow)
        && (_restrictText.Length == 0 || IsMatch(_restrictText, link.Text));

    private static bool IsMatch(Regex[] patterns, string text) => Array.Exists(patterns, pattern => pattern.IsMatch(text));

    private static Regex[] Compile(IReadOnlyList<string> patterns) => [.. patterns.Select(Pattern.Get)];

    private static void Check<T>(IReadOnlyList<string> queries, Func<string, T> compile)
    {
        foreach (var query in queries)
        {
            compile(query);
        }
    }
}
