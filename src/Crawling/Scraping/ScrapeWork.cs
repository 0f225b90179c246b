using System.Diagnostics;
using Crawling.Feeds;
using Crawling.Scheduling;

namespace Crawling.Scraping;

/// <summary>A response or a failure on its way through callback, pipelines and feeds, with what it has brought so far.</summary>
internal sealed class ScrapeWork(LeasedRequest? request, Response? response, RequestFailure? failure)
{
    // An empty page costs memory too.
    private const int LeastSize = 1024;

    private List<FrontierRequest> _children = [];
    private List<Request> _duplicates = [];

    /// <summary>Null for items of the start.</summary>
    public LeasedRequest? Request => request;

    /// <summary>Which output of the start it is, if it has no request.</summary>
    public long StartIndex { get; private init; }

    public Response? Response => response ?? failure?.Response;

    public RequestFailure? Failure => failure;

    /// <summary>Not null if the failure is one that a job remembers, so that it can be tried anew.</summary>
    public GivenUp? GivenUp { get; init; }

    /// <summary>What its callback belongs to; default where nobody traces.</summary>
    public ActivityContext Trace { get; init; }

    /// <summary>What it counts in the scraper's memory.</summary>
    public int Size { get; } = Math.Max(response?.Body.Length ?? 0, LeastSize);

    public IReadOnlyList<FrontierRequest> Children => _children;

    /// <summary>The requests that are known to have been seen, which go no further.</summary>
    public IReadOnlyList<Request> Duplicates => _duplicates;

    public List<object> Items { get; private set; } = [];

    /// <summary>The items that have left the pipelines.</summary>
    public List<object> Scraped { get; private set; } = [];

    /// <summary>The keys of those that have one.</summary>
    public List<UInt128> Keys { get; } = [];

    /// <summary>The same as the feeds will write them; null as long as there are none.</summary>
    public HeldItems? Held { get; set; }

    /// <summary>The crawl's end came before the callback's: the request is not done.</summary>
    public bool Unfinished { get; set; }

    /// <summary>Its callback has been abandoned.</summary>
    public bool HasHung { get; set; }

    /// <summary>Tells apart items of different pages in <see cref="ItemContext.Key"/>.</summary>
    public string Key => request is null ? $"start-{StartIndex}" : $"{request.Entry.Fingerprint:x32}";

    /// <summary>What they count in memory.</summary>
    public long ChildrenSize { get; private set; }

    public void Add(FrontierRequest child)
    {
        _children.Add(child);
        ChildrenSize += child.Size;
    }

    public void AddDuplicate(Request request)
    {
        _duplicates.Add(request);
        ChildrenSize += FrontierRequest.SizeOf(request);
    }

    /// <summary>It is acknowledged. What has waited for long is old to the garbage collector, and would keep alive all that it refers to.</summary>
    public void Release()
    {
        _children = [];
        _duplicates = [];
        Items = [];
        Scraped = [];
    }

    /// <summary>The parse that runs ahead of the callback; null as long as neither has begun.</summary>
    public Task? Parse { get; set; }

    /// <summary>An item of the start, which has no page.</summary>
    public static ScrapeWork OfStart(object item, long index)
    {
        var work = new ScrapeWork(null, null, null) { StartIndex = index };
        work.Items.Add(item);
        return work;
    }
}
