using Crawling.Downloading;

namespace Crawling;

/// <summary>Asks for compressed content and takes the codings off (gzip, deflate, br; nested ones from the last to the first), under the body
/// limit of the request. What it has taken off is no longer in Content-Encoding.</summary>
public sealed class DecompressionMiddleware : IDownloaderMiddleware
{
    // Nobody means more; each costs a pass over the body.
    private const int MostCodings = 5;

    /// <inheritdoc/>
    /// <exception cref="DownloadException">The content is broken, or larger than the limit.</exception>
    public async ValueTask<DownloadResult> InvokeAsync(
        Request request, Crawler crawler, DownloaderDelegate next, CancellationToken cancellation)
    {
        if (!request.Headers.Contains("Accept-Encoding"))
        {
            request = request with { Headers = request.Headers.Copy().Add("Accept-Encoding", "gzip, deflate, br") };
        }

        var result = await next(request, cancellation);
        return result.Response is { Body.Length: > 0 } response && response.Headers.Contains("Content-Encoding")
            ? Decode(response, request.MaxBodySize ?? crawler.Options.Download.MaxBodySize, request.CutsBody)
            : result;
    }

    private static Response Decode(Response response, long limit, bool cuts)
    {
        var codings = string.Join(',', response.Headers.GetAll("Content-Encoding"))
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(coding => !coding.Equals("identity", StringComparison.OrdinalIgnoreCase))
            .ToList();
        if (codings.Count > MostCodings)
        {
            throw new DownloadException(FailureReason.BadReply, $"The content is coded {codings.Count} times over; {MostCodings} are taken off.");
        }

        var body = response.Body;
        while (codings.Count > 0 && ContentCoding.Find(codings[^1]) is { } open)
        {
            body = ContentCoding.Decode(body, open, codings[^1], limit, cuts);
            codings.RemoveAt(codings.Count - 1);
        }

        var headers = response.Headers.Copy();
        headers["Content-Encoding"] = codings.Count > 0 ? string.Join(", ", codings) : null;
        return response.With(headers: headers, body: body);
    }
}
