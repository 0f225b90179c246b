namespace Crawling.Engine;

/// <summary>The limits of <see cref="CloseOptions"/>; a crawl that reaches one is closed with its name. From any thread.</summary>
internal sealed class CloseRules(CloseOptions options, Reactor reactor, Action<CloseReason> close)
{
    private long _pages;
    private long _pagesWithoutItem;
    private long _items;
    private long _errors;
    private long _lastItemAt;

    public void Start()
    {
        _lastItemAt = reactor.Time.GetTimestamp();
        if (options.After is { } after)
        {
            reactor.CallLater(after, () => Close("closespider_timeout"));
        }

        if (options.AfterNoItem is { } limit)
        {
            reactor.CallLater(limit, () => LookForItem(limit));
        }
    }

    public void CountPage()
    {
        Count(ref _pages, options.Pages, "closespider_pagecount");
        Count(ref _pagesWithoutItem, options.PagesWithoutItem, "closespider_pagecount_no_item");
    }

    public void CountItem()
    {
        Volatile.Write(ref _pagesWithoutItem, 0);
        Volatile.Write(ref _lastItemAt, reactor.Time.GetTimestamp());
        Count(ref _items, options.Items, "closespider_itemcount");
    }

    public void CountError() => Count(ref _errors, options.Errors, "closespider_errorcount");

    /// <param name="received">Bytes received so far.</param>
    public void CheckBytes(long received)
    {
        if (received >= options.Bytes)
        {
            Close("closespider_bytecount");
        }
    }

    private void LookForItem(TimeSpan limit)
    {
        var left = limit - reactor.Time.GetElapsedTime(Volatile.Read(ref _lastItemAt));
        if (left > TimeSpan.Zero)
        {
            reactor.CallLater(left, () => LookForItem(limit));
        }
        else
        {
            Close("closespider_timeout_no_item");
        }
    }

    private void Count(ref long count, int? limit, string reason)
    {
        if (Interlocked.Increment(ref count) == limit)
        {
            Close(reason);
        }
    }

    private void Close(string reason) => close(new CloseReason(reason));
}
