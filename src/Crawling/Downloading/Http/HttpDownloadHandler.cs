using System.Net;

namespace Crawling.Downloading;

/// <summary>Fetches over HTTP/1.1 and HTTP/2. Redirects, cookies and content codings are not its business.</summary>
internal sealed class HttpDownloadHandler(HttpMessageInvoker client) : IDownloadHandler
{
    private const int Chunk = 1 << 20;

    public async ValueTask<Response> FetchAsync(Request request, Crawler crawler, CancellationToken cancellation)
    {
        using var message = HttpMessages.ToMessage(request);
        var sent = crawler.Time.GetTimestamp();
        try
        {
            using var reply = await client.SendAsync(message, cancellation);
            var latency = crawler.Time.GetElapsedTime(sent);
            var headers = HttpMessages.HeadersOf(reply, out var headerBytes);
            crawler.Traffic.AddReceived(headerBytes);

            var limit = request.MaxBodySize ?? crawler.Options.Download.MaxBodySize;
            var body = await ReadBodyAsync(reply.Content, PromisedLength(request, reply), limit, request.CutsBody, crawler.Traffic, cancellation);
            return new Response(request.Url, (int)reply.StatusCode, headers, body, request)
            {
                Latency = latency,
                BytesReceived = headerBytes + body.Length,
            };
        }
        catch (Exception error) when (HttpFailure.Translate(error, crawler.Options) is { } failure)
        {
            throw failure;
        }
    }

    /// <summary>What is answered to HEAD, and 304, tell the length of a body that is not sent (RFC 9110, section 8.6).</summary>
    private static long PromisedLength(Request request, HttpResponseMessage reply) =>
        request.Method == "HEAD" || reply.StatusCode == HttpStatusCode.NotModified ? 0 : reply.Content.Headers.ContentLength ?? 0;

    private static async ValueTask<byte[]> ReadBodyAsync(
        HttpContent content, long promised, long limit, bool cuts, Traffic traffic, CancellationToken cancellation)
    {
        if (promised > limit && !cuts)
        {
            throw BodyBuffer.TooLarge(limit);
        }

        await using var stream = await content.ReadAsStreamAsync(cancellation);

        // A length that is only promised takes no memory: the buffer grows with what comes.
        using var body = new BodyBuffer(limit, (int)Math.Min(promised, Chunk), cuts);
        int read;
        do
        {
            read = await stream.ReadAsync(body.Free(Chunk), cancellation);
            traffic.AddReceived(read);
            body.Advance(read);
        }
        while (read > 0 && !body.IsCut);

        return body.ToArray();
    }
}
