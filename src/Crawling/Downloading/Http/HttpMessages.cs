using System.Net;

namespace Crawling.Downloading;

/// <summary>Requests and responses in the words of System.Net.Http.</summary>
internal static class HttpMessages
{
    public static HttpRequestMessage ToMessage(Request request)
    {
        // The path goes out as the URL standard wrote it; System.Uri would write it anew.
        if (!Uri.TryCreate(request.Url.Href, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }, out var uri))
        {
            throw new DownloadException(FailureReason.BadReply, $"{request.Url} cannot be sent: its host is not one that a name can have.");
        }

        var message = new HttpRequestMessage(new HttpMethod(request.Method), uri)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        if (request.Body.Length > 0 || request.Method is "POST" or "PUT" or "PATCH")
        {
            message.Content = new ReadOnlyMemoryContent(request.Body);
        }

        foreach (var (name, value) in request.Headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, value))
            {
                message.Content?.Headers.TryAddWithoutValidation(name, value);
            }
        }

        if (request.Cookies is { Count: > 0 } cookies && !request.Headers.Contains("Cookie"))
        {
            message.Headers.TryAddWithoutValidation("Cookie", string.Join("; ", cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        }

        return message;
    }

    public static HeaderList HeadersOf(HttpResponseMessage reply, out long size)
    {
        var headers = new HeaderList();
        size = "HTTP/1.1 200 \r\n\r\n".Length + (reply.ReasonPhrase?.Length ?? 0);
        Add(headers, reply.Headers.NonValidated, ref size);
        Add(headers, reply.Content.Headers.NonValidated, ref size);
        return headers;
    }

    public static long HeaderSizeOf(HttpRequestMessage message)
    {
        long size = message.Method.Method.Length + (message.RequestUri?.AbsoluteUri.Length ?? 0) + 16;
        foreach (var (name, values) in message.Headers.NonValidated)
        {
            foreach (var value in values)
            {
                size += name.Length + value.Length + 4;
            }
        }

        return size;
    }

    private static void Add(HeaderList headers, System.Net.Http.Headers.HttpHeadersNonValidated fields, ref long size)
    {
        foreach (var (name, values) in fields)
        {
            foreach (var value in values)
            {
                headers.AddReceived(name, value);
                size += name.Length + value.Length + 4;
            }
        }
    }
}
