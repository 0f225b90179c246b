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

        var result = await next(request.Headers.Contains(Field) ? request : WithCookies(request, crawler), cancellation);
        if (result.Response is { } response)
        {
            Receive(request.CookieJar, response, crawler);
        }

        return result;
    }

    private Request WithCookies(Request request, Crawler crawler)
    {
        // At a later hop or try they are in the jar already, where the server may have changed them meanwhile.
        if (request is { Cookies: { } own, Hop: { RedirectedFrom.Count: 0, Retries: 0 } })
        {
            crawler.Cookies.Put(request.CookieJar, request.Url, own);
        }

        var cookies = crawler.Cookies.Send(request.CookieJar, request.Url);
        var headers = request.Headers;
        if (cookies.Length > 0)
        {
            headers = headers.Copy();
            headers.Add(Field, cookies);
            crawler.Statistics.Add("cookies/sent_count");
            if (_options.Debug)
            {
                CookiesLog.Sent(_logger, request, cookies);
            }
        }

        return request with { Headers = headers, Cookies = null };
    }

    private void Receive(string? session, Response response, Crawler crawler)
    {
        foreach (var cookie in response.Headers.GetAll("Set-Cookie"))
        {
            var problem = crawler.Cookies.Refusal(session, response.Url, cookie);
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
