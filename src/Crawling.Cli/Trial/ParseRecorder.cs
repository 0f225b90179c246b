namespace Crawling.Cli;

/// <summary>Takes down what the callbacks yield, and lets requests through only so far.</summary>
/// <param name="depth">How many levels of pages are fetched; the first page is one.</param>
/// <param name="keepsItems">Whether items are taken down as callbacks yield them, and go no further; else as they leave the pipelines.</param>
internal sealed class ParseRecorder(int depth, bool keepsItems) : ISpiderMiddleware
{
    private readonly Lock _lock = new();
    private readonly List<ParsedPage> _pages = [];

    /// <summary>By level, the pages of each in the order they came.</summary>
    public IEnumerable<IGrouping<int, ParsedPage>> Levels => _pages.GroupBy(page => page.Response.Depth + 1).OrderBy(level => level.Key);

    public async IAsyncEnumerable<Output> InvokeAsync(Response response, Crawler crawler, SpiderDelegate next)
    {
        var page = new ParsedPage(response);
        lock (_lock)
        {
            _pages.Add(page);
        }

        await foreach (var output in next(response))
        {
            if (output.Request is { } request)
            {
                page.Add(request);
                if (response.Depth + 1 < depth)
                {
                    yield return output;
                }
            }
            else if (!keepsItems)
            {
                yield return output;
            }
            else if (output.Item is { } item)
            {
                page.Add(item);
            }
        }
    }

    /// <summary>An item has left the pipelines.</summary>
    public void Take(object item, Response? response)
    {
        lock (_lock)
        {
            _pages.Find(page => page.Response == response)?.Add(item);
        }
    }
}
