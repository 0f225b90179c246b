namespace Crawling.Cache;

/// <summary>Stores every response and plays it again, its Set-Cookie too, so that a crawl goes as it went before.</summary>
internal sealed class EverythingCache(Crawler crawler, CacheStore store) : IResponseCache
{
    private readonly CacheOptions _options = crawler.Options.Cache;
    private readonly CacheRules _rules = new(crawler.Options);
    private readonly CacheTally _tally = new(crawler);

    private DateTimeOffset Now => crawler.Time.GetUtcNow();

    public async ValueTask<DownloadResult> AnswerAsync(Request request, DownloaderDelegate next, CancellationToken cancellation)
    {
        var control = CacheControl.Of(request.Headers);
        var key = CacheKey.Of(request, byAuthorization: false);
        var stored = control.NoCache || control.NoStore ? null : await store.FindAsync(key, head => IsUsable(head, request));
        if (stored is not null)
        {
            _tally.Hit(request);
            return stored.Answer(request, stored.Head.Headers.Copy(), isStale: false, isUnsent: true);
        }

        _tally.Miss();
        if (_options.IgnoreMissing)
        {
            return _tally.Ignored(request);
        }

        var requested = Now;
        var result = await next(request, cancellation);
        if (result.Response is { } response)
        {
            _tally.Firsthand();
            await StoreAsync(request, control, key, response, requested);
        }

        return result;
    }

    private bool IsUsable(CachedHead head, Request request)
    {
        var oldest = CacheRules.OldestFor(request) is { } limit && !_options.IgnoreMissing ? limit : TimeSpan.MaxValue;
        var age = Now - head.Received;
        return age < (_options.Expiration ?? TimeSpan.MaxValue)
            && age < oldest
            && _rules.Fits(request, head);
    }

    private async Task StoreAsync(Request request, CacheControl control, byte[] key, Response response, DateTimeOffset requested)
    {
        var isStored = !control.NoStore && _rules.MayStore(request, response);
        _tally.Stored(isStored);
        if (isStored)
        {
            var head = CachedHead.Of(response, response.Headers, CacheKey.NoVariant, requested, Now);
            await store.PutAsync(key, CacheKey.Of(request.Url), head, response.Body);
        }
    }
}
