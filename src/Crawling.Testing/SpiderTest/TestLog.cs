namespace Crawling.Testing;

/// <summary>Takes down what happens in the crawl of a test.</summary>
internal sealed class TestLog : CrawlerExtension
{
    private readonly Lock _lock = new();
    private readonly List<object> _items = [];
    private readonly List<Request> _requests = [];
    private readonly List<RequestFailure> _failures = [];

    public override ValueTask OnItemAsync(Crawler crawler, object item, Response? response)
    {
        Take(_items, item);
        return default;
    }

    public override ValueTask OnErrorAsync(Crawler crawler, RequestFailure failure)
    {
        Take(_failures, failure);
        return default;
    }

    public void Yielded(Request request) => Take(_requests, request);

    public SpiderTestResult ToResult(CrawlResult crawl)
    {
        lock (_lock)
        {
            return new([.. _items], [.. _requests], [.. _failures], crawl.Statistics, crawl.Reason);
        }
    }

    // A crawl may run several callbacks and pipelines at a time.
    private void Take<T>(List<T> list, T what)
    {
        lock (_lock)
        {
            list.Add(what);
        }
    }
}
