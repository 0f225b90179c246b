using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Unicode;

namespace Crawling.Downloading;

/// <summary>Requests and responses in the words of System.Net.Http.</summary>
internal static class HttpMessages
{
    public static HttpRequestMessage ToMessage(Request request, FetchWatch watch)
    {
        var proxy = ProxyOf(request);
        var message = new WatchedRequest(new HttpMethod(request.Method), TargetOf(request.Url), watch, proxy)
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
            // System.Net.Http keeps the fields that speak of content apart, and needs a content to hang them on.
            if (!IsTransports(name) && !message.Headers.TryAddWithoutValidation(name, value))
            {
                message.Content ??= new ReadOnlyMemoryContent(default);
                message.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        if (request.Cookies is { Count: > 0 } cookies && !request.Headers.Contains("Cookie"))
        {
            message.Headers.TryAddWithoutValidation("Cookie", string.Join("; ", cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        }

        if (IsForwarded(request) && ProxyAddress.CredentialsOf(proxy!) is { } credentials)
        {
            message.Headers.ProxyAuthorization = new("Basic", Base64Of($"{credentials.UserName}:{credentials.Password}"));
        }

        watch.Exchange?.Sends(message);
        return message;
    }

    /// <summary>The proxy that a request goes through, if it does.</summary>
    public static Url? ProxyOf(Request request) => request.Proxy is { } proxy && !ProxyAddress.IsDirect(proxy) ? proxy : null;

    /// <summary>Whether the proxy reads the request itself and passes it on: it opens a tunnel for any other.</summary>
    public static bool IsForwarded(Request request) => request.Url.Scheme == "http" && ProxyOf(request)?.Scheme is "http" or "https";

    public static HeaderList HeadersOf(HttpResponseMessage reply, out long size)
    {
        var headers = new HeaderList();
        size = "HTTP/1.1 200 \r\n\r\n".Length + (reply.ReasonPhrase?.Length ?? 0);
        Add(headers, reply.Headers.NonValidated, ref size);
        Add(headers, reply.Content.Headers.NonValidated, ref size);
        return headers;
    }

    /// <summary>Refuses an answer whose header block is too large, or leaves open where its body ends.</summary>
    /// <exception cref="DownloadException">It is one.</exception>
    public static void Check(HttpResponseMessage reply, long headerBytes, DownloadOptions options)
    {
        if (headerBytes > options.MaxHeadersSize)
        {
            throw new DownloadException(
                FailureReason.TooLarge, $"The header block is larger than {options.MaxHeadersSize} bytes (download:maxHeadersSize).");
        }

        if (reply.StatusCode == HttpStatusCode.SwitchingProtocols)
        {
            throw new DownloadException(FailureReason.BadReply, "The server switched to another protocol unasked (RFC 9110, section 15.2.2).");
        }

        if (reply.Headers.TransferEncodingChunked != true
            && reply.Content.Headers.NonValidated.TryGetValues("Content-Length", out var lengths)
            && !AgreeOnLength(lengths))
        {
            throw new DownloadException(
                FailureReason.BadReply, $"Content-Length is '{string.Join(", ", lengths)}', which is no length (RFC 9112, section 6.3).");
        }
    }

    private static bool AgreeOnLength(HeaderStringValues lengths)
    {
        var different = lengths.SelectMany(value => value.Split(',')).Select(value => value.Trim()).Distinct().ToList();
        return different.Count == 1 && long.TryParse(different[0], NumberStyles.None, CultureInfo.InvariantCulture, out _);
    }

    /// <summary>The path goes out as the URL standard wrote it: System.Uri would write it anew. The fragment stays here, user name and
    /// password too.</summary>
    private static Uri TargetOf(Url url)
    {
        var href = url.WithUserInfo("").Href;
        var fragment = href.IndexOf('#', StringComparison.Ordinal);
        var target = fragment < 0 ? href : href[..fragment];
        return Uri.TryCreate(target, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }, out var uri)
            ? uri
            : throw new DownloadException(FailureReason.NameResolution, $"'{url.Host}' is a host that no name server could know.");
    }

    /// <summary>The body's length follows from the body, and a proxy's credentials from its URL: in a header they might reach another.</summary>
    private static bool IsTransports(string header) =>
        header.Equals("Content-Length", StringComparison.OrdinalIgnoreCase)
        || header.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase)
        || header.Equals("Proxy-Authorization", StringComparison.OrdinalIgnoreCase);

    private static string Base64Of(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static void Add(HeaderList headers, HttpHeadersNonValidated fields, ref long size)
    {
        foreach (var (name, values) in fields)
        {
            foreach (var value in values)
            {
                headers.AddReceived(name, TextOf(value));
                size += name.Length + value.Length + ": \r\n".Length;
            }
        }
    }

    /// <summary>A value arrives with each byte as a character, which is Latin-1; bytes that are UTF-8 are meant as that.</summary>
    private static string TextOf(string value)
    {
        if (Ascii.IsValid(value))
        {
            return value;
        }

        var bytes = Encoding.Latin1.GetBytes(value);
        return Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : value;
    }
}
