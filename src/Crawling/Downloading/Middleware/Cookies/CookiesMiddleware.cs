using Crawling.Cookies;
using Microsoft.Extensions.Logging;

namespace Crawling;

/// <summary>
/// Keeps the cookies of every response, redirects among them, and sends to each URL those that belong there (RFC 6265bis), a jar for each
/// <see cref="Request.CookieJar"/>. A request with a Cookie header of its own is sent with that one alone.
/// </summary>
public sealed class CookiesMiddleware : IDownloaderMiddleware
{
    private const string Field = "Cookie";

    private readonly CookiesOptions _options;
    private readonly ILogger _logger;

    /// <summary>For one crawl.</summary>
    /// <param name="crawler">Whose cookies they are.</param>
    public CookiesMiddleware(Crawler crawler)
    {
        ArgumentNullException.ThrowIfNull(crawler);
        _options = crawler.Options.Cookies;
        _logger = crawler.CreateLogger("Crawling");
    }

    /// <inheritdoc/>
    public async ValueTask<DownloadResult> InvokeAsync(
        Request request, Crawler crawler, DownloaderDelegate next, CancellationToken cancellation)
    {
        if (!_options.Enabled)
        {
            return await next(request, cancellation);
        }

        var cookies = request.Headers.Contains(Field) ? "" : CookiesFor(request, crawler);
        var result = await next(cookies.Length > 0 ? WithCookies(request, cookies) : request, cancellation);
        if (result.Response is { } response)
        {
            Receive(request.CookieJar, response, crawler);
            if (cookies.Length > 0)
            {
                response.ShowRequest(sent => WithoutCookies(sent, request));
            }
        }

        return result;
    }

    private string CookiesFor(Request request, Crawler crawler)
    {
        // At a later hop or try they are in the jar already, where the server may have changed them meanwhile.
        if (request is { Cookies: { } own, Hop: { RedirectedFrom.Count: 0, Retries: 0 } })
        {
            crawler.Cookies.Put(request.CookieJar, request.Url, own);
        }

        var cookies = crawler.Cookies.Send(request.CookieJar, request.Url);
        if (cookies.Length > 0)
        {
            crawler.Statistics.Add("cookies/sent_count");
            if (_options.Debug)
            {
                CookiesLog.Sent(_logger, request, cookies);
            }
        }

        return cookies;
    }

    private static Request WithCookies(Request request, string cookies)
    {
        var headers = request.Headers.Copy();
        headers[Field] = cookies;
        return request with { Headers = headers, Cookies = null };
    }

    private static Request WithoutCookies(Request sent, Request asked)
    {
        var headers = sent.Headers.Copy();
        headers[Field] = null;
        return sent with { Headers = headers, Cookies = asked.Cookies };
    }

    private void Receive(string? session, Response response, Crawler crawler)
    {
        foreach (var cookie in response.Headers.GetAll("Set-Cookie"))
        {
            var problem = crawler.Cookies.Take(session, response.Url, cookie);
            crawler.Statistics.Add(problem is null ? "cookies/received_count" : "cookies/ignored_count");
            if (!_options.Debug)
            {
                continue;
            }

            if (problem is null)
            {
                CookiesLog.Received(_logger, response.Url, cookie);
            }
            else
            {
                CookiesLog.Ignored(_logger, response.Url, problem, cookie);
            }
        }
    }
}
