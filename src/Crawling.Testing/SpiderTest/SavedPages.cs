namespace Crawling.Testing;

/// <summary>Answers with the pages of a test, each as often as it is asked for.</summary>
internal sealed class SavedPages(IEnumerable<Response> pages) : IDownloaderMiddleware
{
    private readonly IReadOnlyList<Response> _pages = [.. pages];

    public ValueTask<DownloadResult> InvokeAsync(Request request, Crawler crawler, DownloaderDelegate next, CancellationToken cancellation)
    {
        var page = _pages.FirstOrDefault(page => page.Url == request.Url) ?? throw new DownloadException(
            FailureReason.Other, $"The test gives no page for {request.Url}: give SpiderTest.RunAsync what the callback fetches.");
        var answer = page.With();
        answer.ShowRequest(request);
        return new(answer);
    }
}
