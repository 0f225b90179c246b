using Crawling.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Crawling.Downloading;

/// <summary>The end of the onion: picks the handler, holds it to the time limit and counts. A replay answers in place of all handlers.</summary>
internal sealed class DownloadHandlers(Crawler crawler, IServiceProvider services, IDownloadHandler http, IDownloadHandler? replay)
{
    private readonly DownloaderStatistics _statistics = new(crawler);

    public async ValueTask<DownloadResult> FetchAsync(Request request, CancellationToken cancellation)
    {
        var handler = replay ?? HandlerFor(request);
        _statistics.Count(request);
        var sentAt = crawler.Time.GetTimestamp();

        using var timeout = new CancellationTokenSource(request.Timeout ?? crawler.Options.Download.Timeout, crawler.Time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        try
        {
            var response = await handler.FetchAsync(request, crawler, linked.Token);
            _statistics.Count(request, response, crawler.Time.GetElapsedTime(sentAt));
            CrawlTraces.Answered(response.Status);
            return response;
        }
        catch (OperationCanceledException error) when (timeout.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            var failure = TimedOut(request, error);
            _statistics.Count(request, failure, crawler.Time.GetElapsedTime(sentAt));
            throw failure;
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            _statistics.Count(request, error, crawler.Time.GetElapsedTime(sentAt));
            throw;
        }
    }

    private DownloadException TimedOut(Request request, OperationCanceledException error) => new(
        FailureReason.Timeout,
        request.Timeout is { } own
            ? $"No whole response within {own} (the request's own limit)."
            : $"No whole response within {crawler.Options.Download.Timeout} (download:timeout).",
        error);

    private IDownloadHandler HandlerFor(Request request)
    {
        if (request.Handler is { } name)
        {
            return services.GetKeyedService<IDownloadHandler>(name) ?? throw new DownloadException(
                FailureReason.UnsupportedScheme, $"No download handler is registered under the name '{name}'.");
        }

        return request.Url.Scheme is "http" or "https" ? http : throw new DownloadException(
            FailureReason.UnsupportedScheme, $"Only http and https are fetched, not '{request.Url.Scheme}'.");
    }
}
