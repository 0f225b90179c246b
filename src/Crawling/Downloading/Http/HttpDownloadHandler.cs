namespace Crawling.Downloading;

/// <summary>Fetches over HTTP/1.1 and HTTP/2. Redirects, cookies and content codings are not its business.</summary>
internal sealed class HttpDownloadHandler(HttpMessageInvoker client) : IDownloadHandler
{
    public async ValueTask<Response> FetchAsync(Request request, Crawler crawler, CancellationToken cancellation)
    {
        using var message = HttpMessages.ToMessage(request);
        var time = crawler.Time;
        var sent = time.GetTimestamp();
        try
        {
            using var reply = await client.SendAsync(message, cancellation);
            var latency = time.GetElapsedTime(sent);
            var headers = HttpMessages.HeadersOf(reply, out var headerBytes);
            crawler.Traffic.AddSent(request.Body.Length + HttpMessages.HeaderSizeOf(message));
            crawler.Traffic.AddReceived(headerBytes);

            var body = await ReadBodyAsync(reply, request.MaxBodySize ?? crawler.Options.Download.MaxBodySize, crawler.Traffic, cancellation);
            return new Response(request.Url, (int)reply.StatusCode, headers, body, request)
            {
                Latency = latency,
                BytesReceived = headerBytes + body.Length,
            };
        }
        catch (Exception error) when (HttpFailure.Translate(error) is { } failure)
        {
            throw failure;
        }
    }

    private static async ValueTask<byte[]> ReadBodyAsync(
        HttpResponseMessage reply, long limit, Traffic traffic, CancellationToken cancellation)
    {
        var length = reply.Content.Headers.ContentLength;
        if (length > limit)
        {
            throw BodyBuffer.TooLarge(limit);
        }

        await using var stream = await reply.Content.ReadAsStreamAsync(cancellation);

        // A length that is only promised takes no memory: the buffer grows with what comes.
        using var body = new BodyBuffer(limit, (int)Math.Min(length ?? 0, 1 << 20));
        int read;
        do
        {
            read = await stream.ReadAsync(body.Free(1 << 20), cancellation);
            traffic.AddReceived(read);
            body.Advance(read);
        }
        while (read > 0);

        return body.ToArray();
    }
}
