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
            var body = await ReadBodyAsync(reply.Content, PromisedLength.Of(request, reply), limit, crawler.Traffic, cancellation);
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

    private static async ValueTask<byte[]> ReadBodyAsync(
        HttpContent content, long? promised, long limit, Traffic traffic, CancellationToken cancellation)
    {
        if (promised > limit)
        {
            throw BodyBuffer.TooLarge(limit);
        }

        await using var stream = await content.ReadAsStreamAsync(cancellation);

        // A length that is only promised takes no memory: the buffer grows with what comes.
        using var body = new BodyBuffer(limit, (int)Math.Min(promised ?? 0, Chunk));
        int read;
        do
        {
            read = await stream.ReadAsync(body.Free(Chunk), cancellation);
            traffic.AddReceived(read);
            body.Advance(read);
        }
        while (read > 0);

        PromisedLength.Check(promised, body.Length);
        return body.ToArray();
    }
}
