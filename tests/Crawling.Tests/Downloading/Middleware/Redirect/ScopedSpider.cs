namespace Crawling.Tests.Downloading.Middleware.Redirect;

/// <summary>A spider that keeps to one domain.</summary>
internal sealed class ScopedSpider(string domain) : Spider
{
    public IReadOnlyList<string> Urls { get; init; } = [];

    public Action<RequestFailure>? Failed { get; init; }

    /// <summary>Fetched in the callback of each page.</summary>
    public Url? Fetches { get; init; }

    public Exception? Thrown { get; private set; }

    public override IEnumerable<string> StartUrls => Urls;

    public override IReadOnlyCollection<string> AllowedDomains => [domain];

    public override async IAsyncEnumerable<Output> ParseAsync(Response response)
    {
        if (Fetches is not null)
        {
            Thrown = await Record.ExceptionAsync(() => response.FetchAsync(new Request(Fetches)));
        }

        yield break;
    }

    public override async IAsyncEnumerable<Output> ErrorAsync(RequestFailure failure)
    {
        await Task.CompletedTask;
        Failed?.Invoke(failure);
        yield break;
    }
}
