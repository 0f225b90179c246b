using System.Globalization;

namespace Crawling.Cache;

/// <summary>A private cache (RFC 9111) of each user that the crawl is: of a cookie jar, and of an Authorization.</summary>
internal sealed class Rfc9111Cache(Crawler crawler, CacheStore store) : IResponseCache
{
    private readonly CacheOptions _options = crawler.Options.Cache;
    private readonly CacheRules _rules = new(crawler.Options);
    private readonly CacheTally _tally = new(crawler);

    private DateTimeOffset Now => crawler.Time.GetUtcNow();

    public async ValueTask<DownloadResult> AnswerAsync(Request request, DownloaderDelegate next, CancellationToken cancellation)
    {
        if (request.Method is not ("GET" or "HEAD") || !request.Body.IsEmpty || request.Handler is not null)
        {
            return await PassAsync(request, next, cancellation);
        }

        var control = CacheControl.Of(request.Headers);
        var stored = await FindAsync(request);
        if (stored is not null && FreshnessOf(stored) is var freshness && freshness.Satisfies(control, CacheRules.OldestFor(request)))
        {
            _tally.Hit(request);
            return stored.Answer(request, Unconfirmed(stored.Head, freshness), freshness.IsStale, isUnsent: true);
        }

        if (control.OnlyIfCached)
        {
            _tally.Miss();
            return new Response(request.Url, 504, request: request) { IsUnsent = true };
        }

        if (stored is null)
        {
            _tally.Miss();
            if (_options.IgnoreMissing)
            {
                return _tally.Ignored(request);
            }
        }

        return await FetchAsync(request, control, stored, next, cancellation);
    }

    /// <summary>What changes something at the server makes invalid what is stored of it (section 4.4).</summary>
    private async ValueTask<DownloadResult> PassAsync(Request request, DownloaderDelegate next, CancellationToken cancellation)
    {
        var result = await next(request, cancellation);
        if (request.Method is not ("GET" or "HEAD" or "OPTIONS" or "TRACE") && result.Response is { Status: >= 200 and < 400 } response)
        {
            foreach (var url in new[] { request.Url, Target("Location"), Target("Content-Location") })
            {
                if (url?.Origin == request.Url.Origin)
                {
                    _tally.Invalidated(await store.RemoveAllAsync(url));
                }
            }

            Url? Target(string name) => Url.TryParse(response.Headers[name], response.Url, out var target) ? target : null;
        }

        return result;
    }

    /// <summary>What is stored for a request. A stored GET serves a HEAD too.</summary>
    private async Task<CachedResponse?> FindAsync(Request request)
    {
        var stored = await store.FindAsync(KeyOf(request), Fits);
        return stored is null && request.Method == "HEAD" ? await store.FindAsync(KeyOf(request with { Method = "GET" }), Fits) : stored;

        bool Fits(CachedHead head) => _rules.Fits(request, head) && head.Variant.AsSpan().SequenceEqual(CacheKey.Variant(head.Headers, request));
    }

    private async ValueTask<DownloadResult> FetchAsync(
        Request request, CacheControl control, CachedResponse? stored, DownloaderDelegate next, CancellationToken cancellation)
    {
        var asked = stored is null ? request : Validation.Ask(request, stored.Head);
        var requested = Now;
        DownloadResult result;
        try
        {
            result = await next(asked, cancellation);
        }
        catch (DownloadException error) when (RetryMiddleware.MayPass(error.Reason) && SurvivesError(stored, control))
        {
            return Recovered(request, stored!);
        }

        if (result.Response is not { } response)
        {
            return result;
        }

        response.ShowRequest(request);
        if (response.Status is 500 or 502 or 503 or 504 && SurvivesError(stored, control))
        {
            return Recovered(request, stored!);
        }

        if (response.Status == 304 && asked != request)
        {
            if (Validation.IsConfirmed(stored!.Head, response.Headers))
            {
                return await ConfirmedAsync(request, stored, response, requested);
            }

            // It speaks of something that is not stored.
            await store.RemoveAsync(stored.Id);
            return await FetchAsync(request, control, null, next, cancellation);
        }

        await StoreAsync(request, control, stored, response, requested);
        return result;
    }

    private async Task<DownloadResult> ConfirmedAsync(Request request, CachedResponse stored, Response answer, DateTimeOffset requested)
    {
        var head = Validation.Freshen(stored.Head, answer, requested, Now);
        await store.UpdateAsync(stored.Id, head);
        _tally.Revalidated(request);
        var headers = head.Headers.Copy();
        foreach (var (name, value) in answer.Headers.Where(field => Storability.IsSetCookie(field.Key)))
        {
            headers.AddReceived(name, value);
        }

        return (stored with { Head = head }).Answer(request, headers, isStale: false, isUnsent: false, answer);
    }

    private async Task StoreAsync(Request request, CacheControl control, CachedResponse? former, Response response, DateTimeOffset requested)
    {
        var head = CachedHead.Of(
            response, Storability.FieldsOf(response.Headers), CacheKey.Variant(response.Headers, request), requested, Now);
        if (former is null)
        {
            _tally.Firsthand();
        }
        else if (response.Status < 500)
        {
            if (request.Method == "HEAD" && Validation.IsUnchanged(former.Head, response.Headers))
            {
                await store.UpdateAsync(former.Id, Validation.Freshen(former.Head, response, requested, Now));
                _tally.Revalidated(request);
                return;
            }

            _tally.Invalidated(1);
            await store.RemoveAsync(former.Id);
        }

        var isStored = _rules.MayStore(request, response) && Storability.Holds(control, head, _options.HeuristicFreshness);
        _tally.Stored(isStored);
        if (isStored)
        {
            await store.PutAsync(KeyOf(request), CacheKey.Of(request.Url), head, response.Body);
        }
    }

    private Response Recovered(Request request, CachedResponse stored)
    {
        _tally.Recovered(request);
        var freshness = FreshnessOf(stored);
        return stored.Answer(request, Unconfirmed(stored.Head, freshness), freshness.IsStale, isUnsent: false);
    }

    private bool SurvivesError(CachedResponse? stored, CacheControl control) => stored is not null && FreshnessOf(stored).SurvivesError(control);

    private Freshness FreshnessOf(CachedResponse stored) => new(stored.Head, Now, _options.HeuristicFreshness);

    private static byte[] KeyOf(Request request) => CacheKey.Of(request, byAuthorization: true);

    /// <summary>The fields of a response that is used without asking the server: with its age (section 4), without those that may not be used
    /// so (section 5.2.2.4).</summary>
    private static HeaderList Unconfirmed(CachedHead head, Freshness freshness)
    {
        var headers = head.Headers.Copy();
        foreach (var name in head.Control.NoCacheFields)
        {
            headers[name] = null;
        }

        headers["Age"] = Math.Floor(freshness.Age.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return headers;
    }
}
