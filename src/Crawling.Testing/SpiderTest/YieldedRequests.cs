namespace Crawling.Testing;

/// <summary>Notes what callbacks ask for, next to them: before other layers and the filters.</summary>
internal sealed class YieldedRequests(TestLog log) : ISpiderMiddleware
{
    public async IAsyncEnumerable<Output> InvokeAsync(Response response, Crawler crawler, SpiderDelegate next)
    {
        await foreach (var output in next(response))
        {
            if (output.Request is { } request)
            {
                log.Yielded(request);
            }

            yield return output;
        }
    }
}
