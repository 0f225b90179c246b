namespace Crawling.Benchmarks;

/// <summary>Chains of pages, each of which brings the next, until the crawl is stopped.</summary>
/// <param name="chains">How many it starts.</param>
/// <param name="first">The number of the first page that it asks for.</param>
/// <param name="urlOf">The URL of a page.</param>
internal sealed class ChainSpider(int chains, long first, Func<long, string> urlOf) : Spider
{
    private long _next = first - 1;
    private long _pages;

    public long Pages => Volatile.Read(ref _pages);

    public override async IAsyncEnumerable<Output> StartAsync()
    {
        await ValueTask.CompletedTask;
        for (var chain = 0; chain < chains; chain++)
        {
            yield return Next();
        }
    }

    public override async IAsyncEnumerable<Output> ParseAsync(Response response)
    {
        await ValueTask.CompletedTask;
        Volatile.Write(ref _pages, _pages + 1);
        yield return Next();
    }

    private Request Next() => new(urlOf(Interlocked.Increment(ref _next)));
}
