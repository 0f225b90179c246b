using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Crawling.Items;

/// <summary>Fetches and stores what items name in one of their fields.</summary>
internal sealed class MediaStep
{
    private readonly MediaOptions _options;
    private readonly CrawlStatistics _statistics;
    private readonly ILogger _logger;
    private readonly MediaStore? _store;
    private readonly ConcurrentDictionary<string, Lazy<Task<StoredFile?>>> _underWay = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _failed = new(StringComparer.Ordinal);

    public MediaStep(Crawler crawler, MediaOptions options, MediaKind kind)
    {
        _options = options;
        _statistics = crawler.Statistics;
        _logger = crawler.CreateLogger("Crawling");
        var survivesPowerLoss = crawler.Options.Job is { Directory: not null, Durability: JobDurability.PowerLoss };
        _store = options.Directory is { } directory ? new(directory, options.Expires, kind, survivesPowerLoss, crawler.Time) : null;
    }

    public ValueTask OpenAsync()
    {
        _store?.Open();
        return default;
    }

    public async ValueTask<object> ProcessAsync(object item, ItemContext context)
    {
        if (_store is null || MediaField.Urls(item, _options.UrlsField) is not { } urls)
        {
            return item;
        }

        var files = await Task.WhenAll(urls.Select(url => GetAsync(url, _store, context)));
        MediaField.Set(item, _options.ResultField, [.. files.OfType<StoredFile>()]);
        return item;
    }

    /// <summary>Null if it could not be stored, which is told once.</summary>
    private async Task<StoredFile?> GetAsync(string reference, MediaStore store, ItemContext context)
    {
        if (!TryResolve(reference, context, out var url))
        {
            return Fail(reference, "it is no URL");
        }

        var name = MediaStore.NameOf(url);
        if (_failed.ContainsKey(name))
        {
            return null;
        }

        // Items that name the same file at the same time wait for one fetch.
        var fetch = _underWay.GetOrAdd(name, _ => new(() => FindOrFetchAsync(url, store, context)));
        try
        {
            return await fetch.Value;
        }
        catch (Exception error) when (
            error is DownloadException or MediaException or IOException or UnauthorizedAccessException
            && !context.Cancellation.IsCancellationRequested)
        {
            return _failed.TryAdd(name, true) ? Fail(url.Href, error.Message.TrimEnd('.')) : null;
        }
        finally
        {
            _underWay.TryRemove(KeyValuePair.Create(name, fetch));
        }
    }

    private static bool TryResolve(string reference, ItemContext context, out Url url)
    {
        if (Url.TryParse(reference, null, out url!))
        {
            return true;
        }

        var page = context.Response is { IsText: true } response ? response.Page.BaseUrl : context.Response?.Url;
        return Url.TryParse(reference, page, out url!);
    }

    private async Task<StoredFile?> FindOrFetchAsync(Url url, MediaStore store, ItemContext context)
    {
        var file = store.Find(url) ?? store.Save(url, await FetchAsync(url, context));
        _statistics.Add("file_count");
        _statistics.Add($"file_status_count/{NameOf(file.Status)}");
        return file;
    }

    private async Task<Response> FetchAsync(Url url, ItemContext context)
    {
        // Media are often with another host than the pages.
        var response = await context.FetchAsync(new Request(url) { MaxBodySize = _options.MaxSize, DontFilter = true });
        return response.Status == 200 ? response : throw new MediaException($"the status is {response.Status}");
    }

    private StoredFile? Fail(string url, string reason)
    {
        _statistics.Add("file_status_count/failed");
        ItemLog.NotStored(_logger, url, reason);
        return null;
    }

    private static string NameOf(StoredFileStatus status) => status switch
    {
        StoredFileStatus.UpToDate => "uptodate",
        StoredFileStatus.Cached => "cached",
        _ => "downloaded",
    };
}
