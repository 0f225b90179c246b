using Crawling.Downloading;

namespace Crawling;

/// <summary>Asks for compressed content and takes the codings off (gzip, deflate, br; nested ones from the last to the first), under the body
/// limit of the request. What it has taken off is no longer in Content-Encoding.</summary>
public sealed class DecompressionMiddleware : IDownloaderMiddleware
{
    /// <inheritdoc/>
    /// <exception cref="DownloadException">The content is broken, or larger than the limit.</exception>
    public async ValueTask<DownloadResult> InvokeAsync(
        Request request, Crawler crawler, DownloaderDelegate next, CancellationToken cancellation)
    {
        if (!request.Headers.Contains("Accept-Encoding"))
        {
            request = request with { Headers = request.Headers.Copy().Add("Accept-Encoding", "gzip, deflate, br") };
        }

        var limit = request.MaxBodySize ?? crawler.Options.Download.MaxBodySize;
        if (request.Sink is { } sink)
        {
            request = request with { Sink = (head, body, ended) => DecodeAsync(head, body, limit, sink, crawler, ended) };
        }

        var result = await next(request, cancellation);
        if (result.Response is not { Body.Length: > 0 } response || !response.Headers.Contains("Content-Encoding"))
        {
            return result;
        }

        await using var body = new WholeBody(response.Body);
        return (await DecodeAsync(response, body, request.CutsBody ? long.MaxValue : limit, KeepAsync, crawler, cancellation))!;

        async ValueTask<Response?> KeepAsync(Response head, BodyStream decoded, CancellationToken ended) =>
            head.With(body: await decoded.ToArrayAsync(limit, request.CutsBody, response.Body.Length, ended));
    }

    private static async ValueTask<Response?> DecodeAsync(
        Response head, BodyStream coded, long limit, BodySink sink, Crawler crawler, CancellationToken cancellation)
    {
        await using var content = CodedContent.Of(head.Headers);
        var decoded = content.Decode(coded, limit, crawler.Options.Download.MaxCompressionRatio);
        var response = await decoded.GiveToAsync(sink, head.With(headers: content.Headers), cancellation);
        if (content.IsCoded && decoded.Count > 0)
        {
            crawler.Statistics.Add("httpcompression/response_count");
            crawler.Statistics.Add("httpcompression/response_bytes", decoded.Count);
        }

        return response is not null && content.IsTruncated ? response.Flagged(ResponseFlags.Truncated) : response;
    }
}
