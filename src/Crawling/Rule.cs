namespace Crawling;

/// <summary>Which links a <see cref="CrawlSpider"/> follows, and what their pages are for.</summary>
/// <param name="links">Picks the links.</param>
/// <param name="callback">Takes items and further requests from their pages. In a job it must be a method of the spider.</param>
public sealed class Rule(LinkExtractor links, ParseCallback? callback = null)
{
    /// <summary>Picks the links.</summary>
    public LinkExtractor Links => links;

    /// <summary>Takes items and further requests from the pages; null: nothing is taken from them.</summary>
    public ParseCallback? Callback => callback;

    /// <summary>Whether the rules apply to the pages in their turn. Default: true if there is no callback.</summary>
    public bool Follow { get; init; } = callback is null;

    /// <summary>Takes the failures. Default: <see cref="Spider.ErrorAsync"/>.</summary>
    public ErrorCallback? Errback { get; init; }

    /// <summary>The <see cref="Request.CallbackArguments"/> of the requests.</summary>
    public IReadOnlyDictionary<string, object?> CallbackArguments { get; init; } = System.Collections.ObjectModel.ReadOnlyDictionary<string, object?>.Empty;

    /// <summary>Chooses or changes the links of a page before requests are made of them.</summary>
    public Func<IReadOnlyList<Link>, Response, IEnumerable<Link>>? ProcessLinks { get; init; }

    /// <summary>Changes the request for a link of a page; null drops it.</summary>
    public Func<Request, Response, Request?>? ProcessRequest { get; init; }
}
