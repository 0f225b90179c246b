namespace Crawling.Cli;

/// <summary>What the spiders of the benchmark have in common: they count.</summary>
internal abstract class BenchSpider : Spider
{
    private int _pages;
    private long _bytes;

    public BenchLoad Load => new(_pages, _bytes);

    /// <summary>The first page that could not be had or read. There is none, or the figures mean nothing.</summary>
    public RequestFailure? Failure { get; private set; }

    public override IAsyncEnumerable<Output> ParseAsync(Response response)
    {
        _pages++;
        _bytes += response.Body.Length;
        return TakeAsync(response);
    }

    public override IAsyncEnumerable<Output> ErrorAsync(RequestFailure failure)
    {
        Failure ??= failure;
        return AsyncEnumerable.Empty<Output>();
    }

    protected abstract IAsyncEnumerable<Output> TakeAsync(Response response);
}
