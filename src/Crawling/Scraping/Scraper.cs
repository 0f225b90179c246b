using Crawling.Items;

namespace Crawling.Scraping;

/// <summary>
/// Takes responses through callback, pipelines and feeds, each a lane of its own off the loop, and reports every one that has come out at the
/// end. Used on the loop only.
/// </summary>
internal sealed class Scraper
{
    /// <summary>Bytes of responses that may wait before no further request is started: enough to keep callbacks at work. Of more,
    /// most would be old to the garbage collector before their turn comes.</summary>
    private const long SizeLimit = 1_000_000;

    /// <summary>Bytes of requests that may wait to be added before no further callback is called.</summary>
    private const long ChildrenLimit = 4 << 20;

    private readonly CallbackLanes _callbacks;
    private readonly Lane<ScrapeWork> _items;
    private readonly OutcomeWriter _writer;
    private readonly ParseAhead _parseAhead;
    private readonly MemoryGate _children = new(ChildrenLimit);
    private long _size;

    public Scraper(
        CrawlerOptions options, CallbackRunner callbacks, Func<Action<ScrapeWork>, CallbackLane> newLane, ItemProcessor items, ParseAhead parseAhead, OutcomeWriter writer)
    {
        _parseAhead = parseAhead;
        _writer = writer;
        _callbacks = new(options.ConcurrentCallbacks, callbacks, newLane, _children.WaitAsync, Forward);
        _items = new(options.ConcurrentItems, async work =>
        {
            await items.ProcessAsync(work);
            _writer.Add(work);
        });
    }

    /// <summary>Responses and failures under way.</summary>
    public int Active { get; private set; }

    /// <summary>Whether one more response may come.</summary>
    public bool HasRoom => _size < SizeLimit;

    /// <summary>A response or failure for its callback, or items of the start.</summary>
    public void Add(ScrapeWork work)
    {
        Active++;
        _size += work.Size;
        if (work.Request is null)
        {
            _items.Add(work);
            return;
        }

        if (work.Failure is null)
        {
            _parseAhead.Offer(work);
        }

        _callbacks.Add(work);
    }

    /// <summary>It has come out at the end, and is acknowledged.</summary>
    public void Done(ScrapeWork work)
    {
        Active--;
        _size -= work.Size;
        _children.Return(work.ChildrenSize);
        work.Release();
    }

    /// <summary>Takes nothing further, and waits for what is being written.</summary>
    public Task CompleteAsync()
    {
        _callbacks.Complete();
        _items.Complete();
        _writer.Complete();
        return _writer.Ended;
    }

    private void Forward(ScrapeWork work)
    {
        _children.Take(work.ChildrenSize);
        if (work.Items.Count > 0 && !work.Unfinished)
        {
            _items.Add(work);
        }
        else
        {
            _writer.Add(work);
        }
    }
}
