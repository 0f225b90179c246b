using System.Collections;
using System.Collections.ObjectModel;
using Crawling.Parsing;

namespace Crawling;

/// <summary>Nodes of a page, or texts and values taken from them.</summary>
public sealed class SelectorList : IReadOnlyList<Selector>
{
    private readonly IReadOnlyList<Selector> _selectors;

    internal SelectorList(IReadOnlyList<Selector> selectors) => _selectors = selectors;

    /// <summary>How many there are.</summary>
    public int Count => _selectors.Count;

    /// <summary>The attributes of the first by name; empty if there is none or it is not an element.</summary>
    public IReadOnlyDictionary<string, string> Attributes =>
        Count > 0 ? _selectors[0].Attributes : ReadOnlyDictionary<string, string>.Empty;

    /// <summary>One of them, the first being 0.</summary>
    public Selector this[int index] => _selectors[index];

    /// <summary>What <see cref="Selector.Css"/> gives of each, one after the other.</summary>
    /// <exception cref="ArgumentException">It is not a CSS selector; the message says where.</exception>
    public SelectorList Css(string query)
    {
        CssQuery.Get(query);
        return new([.. _selectors.SelectMany(selector => selector.Css(query))]);
    }

    /// <summary>What <see cref="Selector.XPath"/> gives of each, one after the other.</summary>
    /// <exception cref="ArgumentException">It is not an XPath 1.0 expression; the message says why.</exception>
    public SelectorList XPath(string query)
    {
        XPathQuery.Get(query);
        return new([.. _selectors.SelectMany(selector => selector.XPath(query))]);
    }

    /// <summary>The item of each. One that misses a field, or has one that cannot be read, is left out, logged and counted as
    /// <c>item_dropped_count</c>.</summary>
    /// <exception cref="DropItemException">There is such an item, and no crawl is there to count it.</exception>
    public IReadOnlyList<T> Extract<T>()
        where T : IExtractable<T>
    {
        List<T> items = new(Count);
        foreach (var selector in _selectors)
        {
            try
            {
                items.Add(T.Extract(selector));
            }
            catch (DropItemException drop) when (selector.Response is { IsInCrawl: true } response)
            {
                response.LeaveOut(drop);
            }
        }

        return items;
    }

    /// <summary>What <see cref="Selector.Re"/> gives of each, one after the other.</summary>
    /// <exception cref="ArgumentException">It is not a regular expression.</exception>
    public IReadOnlyList<string> Re(string pattern) => [.. Matches(pattern)];

    /// <summary>The first of what <see cref="Re"/> gives, or null.</summary>
    /// <exception cref="ArgumentException">It is not a regular expression.</exception>
    public string? ReFirst(string pattern) => Matches(pattern).FirstOrDefault();

    /// <summary><see cref="Selector.Get"/> of the first, or null.</summary>
    public string? Get() => Count > 0 ? _selectors[0].Get() : null;

    /// <summary><see cref="Selector.Get"/> of each.</summary>
    public IReadOnlyList<string> GetAll() => [.. _selectors.Select(selector => selector.Get())];

    /// <inheritdoc/>
    public IEnumerator<Selector> GetEnumerator() => _selectors.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private IEnumerable<string> Matches(string pattern)
    {
        var regex = Pattern.Get(pattern);
        return _selectors.SelectMany(selector => Pattern.Extract(regex, selector.Get()));
    }
}
