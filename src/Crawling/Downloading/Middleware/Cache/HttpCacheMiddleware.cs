using Crawling.Cache;

namespace Crawling;

/// <summary>
/// Answers from what former requests have brought (<see cref="CrawlerOptions.Cache"/>). It lies next to the network, so that a stored response
/// passes every other layer as if it had just come, coded as it came. The host does not see the request, and its slot does not pause for it.
/// </summary>
public sealed class HttpCacheMiddleware : IDownloaderMiddleware, IDisposable
{
    // What is answered to these depends on more than the cache looks at.
    private static readonly string[] Conditions = ["If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since", "If-Range", "Range"];

    private readonly CacheOptions _options;
    private readonly CacheStore? _store;
    private readonly IResponseCache? _cache;

    /// <summary>For one crawl.</summary>
    /// <param name="crawler">Whose options hold.</param>
    /// <exception cref="SettingsException">The file cannot be used.</exception>
    public HttpCacheMiddleware(Crawler crawler)
    {
        ArgumentNullException.ThrowIfNull(crawler);
        _options = crawler.Options.Cache;
        if (_options.Policy != CachePolicy.Off)
        {
            _store = CacheStore.Open(crawler);
            _cache = _options.Policy == CachePolicy.Rfc9111 ? new Rfc9111Cache(crawler, _store) : new EverythingCache(crawler, _store);
        }
    }

    /// <inheritdoc/>
    public ValueTask<DownloadResult> InvokeAsync(Request request, Crawler crawler, DownloaderDelegate next, CancellationToken cancellation) =>
        _cache is null || IsIgnored(request) ? next(request, cancellation) : _cache.AnswerAsync(request, next, cancellation);

    /// <summary>Lets go of the file.</summary>
    public void Dispose() => _store?.Dispose();

    /// <summary>What streams its body leaves none to store.</summary>
    private bool IsIgnored(Request request) =>
        request.Sink is not null
        || _options.IgnoredMethods.Contains(request.Method, StringComparer.OrdinalIgnoreCase)
        || _options.IgnoredSchemes.Contains(request.Url.Scheme, StringComparer.OrdinalIgnoreCase)
        || Array.Exists(Conditions, request.Headers.Contains);
}
