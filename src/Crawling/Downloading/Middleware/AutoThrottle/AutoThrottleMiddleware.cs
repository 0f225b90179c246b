using Crawling.Throttling;

namespace Crawling;

/// <summary>Tells the scheduler how fast hosts answer, so that it learns a delay for each (<see cref="AutoThrottleOptions"/>). It stands innermost:
/// what another layer answers says nothing of the host.</summary>
public sealed class AutoThrottleMiddleware : IDownloaderMiddleware
{
    /// <inheritdoc/>
    public ValueTask<DownloadResult> InvokeAsync(Request request, Crawler crawler, DownloaderDelegate next, CancellationToken cancellation) =>
        crawler.Limits.Pace.Learns ? ListenAsync(request, crawler, next, cancellation) : next(request, cancellation);

    private static async ValueTask<DownloadResult> ListenAsync(
        Request request, Crawler crawler, DownloaderDelegate next, CancellationToken cancellation)
    {
        var sent = crawler.Time.GetTimestamp();
        try
        {
            var result = await next(request, cancellation);
            if (result.Response is { } response)
            {
                // A handler that is not ours does not measure it.
                var latency = response.Latency > TimeSpan.Zero ? response.Latency : crawler.Time.GetElapsedTime(sent);
                crawler.Engine.Hear(request, HostAnswer.Of(sent, latency, response.Status));
            }

            return result;
        }
        catch (DownloadException error) when (HostAnswer.Of(sent, crawler.Time.GetElapsedTime(sent), error.Reason) is { } answer)
        {
            crawler.Engine.Hear(request, answer);
            throw;
        }
    }
}
