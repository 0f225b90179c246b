using Crawling.Downloading;
using Microsoft.Extensions.Logging;

namespace Crawling;

/// <summary>
/// Chooses the proxy of each request that names none, anew at each hop: the next of <see cref="ProxyOptions.Pool"/>, else
/// <see cref="ProxyOptions.Url"/>, else what the environment says. Hosts that <see cref="CrawlerOptions.ConnectTo"/> names are reached without.
/// </summary>
public sealed class ProxyMiddleware : IDownloaderMiddleware
{
    private readonly ProxyOptions _options;
    private readonly ProxyEnvironment? _environment;
    private readonly ProxyBypass _bypass;
    private readonly ProxyPool? _pool;
    private readonly HashSet<string> _connectTo;
    private readonly ILogger _logger;

    /// <summary>For one crawl.</summary>
    /// <param name="crawler">Whose options hold.</param>
    /// <exception cref="SettingsException">The environment names a proxy that is none.</exception>
    public ProxyMiddleware(Crawler crawler)
        : this(crawler, System.Environment.GetEnvironmentVariable)
    {
    }

    internal ProxyMiddleware(Crawler crawler, Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(crawler);
        _options = crawler.Options.Proxy;
        _environment = _options.Environment ? new ProxyEnvironment(variable) : null;
        _bypass = new ProxyBypass(_options.Bypass);
        _pool = _options.Pool.Count > 0 ? new ProxyPool(_options, crawler.Time) : null;
        _connectTo = new(crawler.Options.ConnectTo.Keys, StringComparer.OrdinalIgnoreCase);
        _logger = crawler.CreateLogger("Crawling");
    }

    /// <inheritdoc/>
    public ValueTask<DownloadResult> InvokeAsync(
        Request request, Crawler crawler, DownloaderDelegate next, CancellationToken cancellation)
    {
        if (request.Proxy is not null || GoesDirect(request.Url))
        {
            return next(request, cancellation);
        }

        if (_pool is not null)
        {
            return SendByPoolAsync(_pool, request, crawler, next, cancellation);
        }

        return (_options.Url ?? _environment?.ProxyFor(request.Url)) is { } proxy
            ? SendAsync(request, proxy, next, cancellation)
            : next(request, cancellation);
    }

    private bool GoesDirect(Url url) =>
        _connectTo.Contains(url.Host) || _connectTo.Contains($"{url.Host}:{ProxyBypass.PortOf(url)}") || _bypass.Contains(url);

    private static async ValueTask<DownloadResult> SendAsync(
        Request request, Url proxy, DownloaderDelegate next, CancellationToken cancellation)
    {
        var result = await next(request with { Proxy = proxy }, cancellation);

        // What is made of this request chooses for itself.
        result.Response?.ShowRequest(static sent => sent with { Proxy = null });
        return result;
    }

    private async ValueTask<DownloadResult> SendByPoolAsync(
        ProxyPool pool, Request request, Crawler crawler, DownloaderDelegate next, CancellationToken cancellation)
    {
        DownloadException? failure = null;
        TimeSpan wait;
        while (pool.TryPick(request.CookieJar, out var proxy, out wait))
        {
            try
            {
                var result = await SendAsync(request, proxy, next, cancellation);
                pool.Succeeded(proxy);
                return result;
            }
            catch (DownloadException error) when (error.Reason
                is FailureReason.ProxyFailure or FailureReason.Timeout or FailureReason.ConnectionLost)
            {
                crawler.Statistics.Add("proxy/failure_count");
                if (pool.Failed(proxy, error.IsProxyDown) is { } rest)
                {
                    crawler.Statistics.Add("proxy/rest_count");
                    ProxyLog.Rests(_logger, ProxyAddress.NameOf(proxy), rest, error.Message);
                }

                if (!error.IsProxyDown)
                {
                    throw;
                }

                // Nobody but the proxy has seen the request: the next one is asked at once.
                failure = error;
            }
        }

        if (failure is not null)
        {
            throw failure;
        }

        ProxyLog.Waits(_logger, request, wait);
        crawler.Engine.CoolDown(request, wait);
        return DownloadResult.Reschedule(request, wait) with { IsUnsent = true };
    }
}
