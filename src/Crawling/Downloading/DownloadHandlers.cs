using Microsoft.Extensions.DependencyInjection;

namespace Crawling.Downloading;

/// <summary>The end of the onion: picks the handler, holds it to the time limit and counts.</summary>
internal sealed class DownloadHandlers(Crawler crawler, IServiceProvider services, IDownloadHandler http)
{
    public async ValueTask<DownloadResult> FetchAsync(Request request, CancellationToken cancellation)
    {
        var handler = HandlerFor(request);
        var statistics = crawler.Statistics;
        DownloaderStatistics.Count(statistics, request);

        var limit = request.Timeout ?? crawler.Options.Download.Timeout;
        using var timeout = new CancellationTokenSource(limit, crawler.Time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        try
        {
            var response = await handler.FetchAsync(request, crawler, linked.Token);
            DownloaderStatistics.Count(statistics, response);
            return response;
        }
        catch (Exception error)
        {
            var failure = error switch
            {
                OperationCanceledException when cancellation.IsCancellationRequested => error,
                OperationCanceledException when timeout.IsCancellationRequested =>
                    new DownloadException(FailureReason.Timeout, $"No whole response within {limit}.", error),
                _ => error,
            };
            DownloaderStatistics.Count(statistics, failure);
            if (failure == error)
            {
                throw;
            }

            throw failure;
        }
    }

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
