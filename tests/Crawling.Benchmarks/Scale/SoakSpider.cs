namespace Crawling.Benchmarks;

/// <summary>Follows all links of a tree without end over thousands of hosts.</summary>
internal sealed class SoakSpider(int port, int wait) : Spider
{
    private long _pages;

    public long Pages => Volatile.Read(ref _pages);

    public override IEnumerable<string> StartUrls => Enumerable.Range(0, PageServer.TreeHosts).Select(id => PageServer.TreeUrl(port, wait, id));

    public override async IAsyncEnumerable<Output> ParseAsync(Response response)
    {
        await ValueTask.CompletedTask;
        Volatile.Write(ref _pages, _pages + 1);
        foreach (var request in response.FollowAll(response.Links()))
        {
            yield return request;
        }
    }
}
