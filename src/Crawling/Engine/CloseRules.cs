namespace Crawling.Engine;

/// <summary>The limits of <see cref="CloseOptions"/>; a crawl that reaches one is closed with its name.</summary>
internal sealed class CloseRules(CloseOptions options, Action<CloseReason> close)
{
    private long _pages;
    private long _items;
    private long _errors;

    public void CountPage() => Count(ref _pages, options.Pages, "closespider_pagecount");

    public void CountItem() => Count(ref _items, options.Items, "closespider_itemcount");

    public void CountError() => Count(ref _errors, options.Errors, "closespider_errorcount");

    public void Start(Reactor reactor)
    {
        if (options.After is { } after)
        {
            reactor.CallLater(after, () => close(new CloseReason("closespider_timeout")));
        }
    }

    private void Count(ref long count, int? limit, string reason)
    {
        if (Interlocked.Increment(ref count) == limit)
        {
            close(new CloseReason(reason));
        }
    }
}
