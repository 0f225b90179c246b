using System.Net;

namespace Crawling.Downloading;

/// <summary>Fetches over HTTP/1.1 and HTTP/2. Redirects, cookies and content codings are not its business.</summary>
internal sealed class HttpDownloadHandler(HttpMessageInvoker client) : IDownloadHandler
{
    public async ValueTask<Response> FetchAsync(Request request, Crawler crawler, CancellationToken cancellation)
    {
        var options = crawler.Options.Download;
        var proxy = HttpMessages.ProxyOf(request);
        if (proxy is not null && options.BlockPrivateAddresses)
        {
            SpecialAddresses.RefuseLiteral(request.Url.Host);
        }

        using var watch = new FetchWatch(options, request.Timeout, crawler.Time, cancellation) { Exchange = crawler.Exchanges?.Begin(request) };
        try
        {
            using var reply = await SendAsync(request, watch);
            var latency = watch.SinceSent;
            watch.Receives();
            watch.Exchange?.Receives(reply, latency);
            var headers = HttpMessages.HeadersOf(reply, out var headerBytes);
            crawler.Traffic.AddReceived(headerBytes);
            HttpMessages.Check(reply, headerBytes, options);
            if (reply.StatusCode == HttpStatusCode.ProxyAuthenticationRequired && HttpMessages.IsForwarded(request))
            {
                throw ProxyFailure.WantsCredentials(proxy!);
            }

            var promised = PromisedLength(request, reply);
            var limit = request.MaxBodySize ?? options.MaxBodySize;
            await using var body = new WireBody(
                await reply.Content.ReadAsStreamAsync(watch.Token),
                promised,
                request.CutsBody ? long.MaxValue : limit,
                request.KeepTruncated ?? options.KeepTruncated,
                crawler.Traffic,
                watch);
            var response = request.Sink is { } sink && crawler.Wants(request, (int)reply.StatusCode)
                ? await body.GiveToAsync(sink, Head(default), watch.Token)
                : null;
            response ??= Head(await body.ToArrayAsync(limit, request.CutsBody, promised, watch.Token));
            watch.Exchange?.Ends();
            response.BytesReceived = headerBytes + body.Count;
            return body.IsTruncated ? response.Flagged(ResponseFlags.Truncated) : response;

            Response Head(ReadOnlyMemory<byte> content) => new(request.Url, (int)reply.StatusCode, headers, content, request) { Latency = latency };
        }
        catch (Exception error) when (watch.HasExpired)
        {
            throw watch.Expiry(error);
        }
        catch (Exception error) when (HttpFailure.Translate(error) is { } failure)
        {
            throw proxy is null || watch.HasSent ? failure : ProxyFailure.BeforeSending(proxy, failure);
        }
    }

    /// <summary>A kept connection may die just as it is used again: then another try is owed (RFC 9112, section 9.3.1).</summary>
    private async ValueTask<HttpResponseMessage> SendAsync(Request request, FetchWatch watch)
    {
        try
        {
            return await client.SendAsync(HttpMessages.ToMessage(request, watch), watch.Token);
        }
        catch (HttpRequestException error) when (
            !watch.HasConnected
            && HttpSyntax.IsIdempotent(request.Method)
            && HttpFailure.Translate(error)?.Reason == FailureReason.ConnectionLost)
        {
            return await client.SendAsync(HttpMessages.ToMessage(request, watch), watch.Token);
        }
    }

    /// <summary>What is answered to HEAD, 204 and 304 tell the length of a body that is not sent (RFC 9110, section 8.6), and chunks overrule what
    /// is told (RFC 9112, section 6.3).</summary>
    private static long PromisedLength(Request request, HttpResponseMessage reply)
    {
        var tellsNothing = request.Method == "HEAD"
            || reply.StatusCode is HttpStatusCode.NoContent or HttpStatusCode.NotModified
            || reply.Headers.TransferEncodingChunked == true;
        return tellsNothing ? 0 : reply.Content.Headers.ContentLength ?? 0;
    }
}
