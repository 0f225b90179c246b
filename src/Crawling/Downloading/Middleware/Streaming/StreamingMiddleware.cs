using Crawling.Downloading;

namespace Crawling;

/// <summary>Gives the body of a response to <see cref="Request.OnBody"/> or to the file of <see cref="Request.SaveTo"/> as it comes, if
/// <see cref="Request.OnHeaders"/> wants it.</summary>
public sealed class StreamingMiddleware : IDownloaderMiddleware
{
    /// <inheritdoc/>
    /// <exception cref="DownloadException">One of the request's callbacks threw or aborted the fetch, or the file cannot be written.</exception>
    public ValueTask<DownloadResult> InvokeAsync(Request request, Crawler crawler, DownloaderDelegate next, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(next);
        return request is { OnHeaders: null, OnBody: null, SaveTo: null }
            ? next(request, cancellation)
            : StreamAsync(request, crawler, next, cancellation);
    }

    private static async ValueTask<DownloadResult> StreamAsync(
        Request request, Crawler crawler, DownloaderDelegate next, CancellationToken cancellation)
    {
        var taker = new BodyTaker(request);
        var result = await next(request with { Sink = taker.TakeAsync }, cancellation);
        if (result.Response is not { } response)
        {
            return result;
        }

        if (!taker.IsAsked && crawler.Wants(request, response.Status))
        {
            // Another handler, or a cache, has brought the body whole.
            await using var body = new WholeBody(response.Body);
            response = await body.GiveToAsync(taker.TakeAsync, response.With(body: ReadOnlyMemory<byte>.Empty), cancellation) ?? response;
        }

        response.ShowRequest(response.Request with { Sink = null });
        return response;
    }
}
