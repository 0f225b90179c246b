using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using static SQLitePCL.raw;

namespace Crawling.Cache;

/// <summary>
/// The cache's file, for many requests at once: each waits for its turn without a thread. Trouble with it is never that of a request, which goes
/// to the network instead.
/// </summary>
internal sealed class CacheStore : IDisposable
{
    private const string DefaultPath = ".crawler/cache.db";

    private readonly string _path;
    private readonly Crawler _crawler;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _turn = new(1);
    private CacheFile? _file;
    private bool _isReplaced;

    private CacheStore(string path, Crawler crawler, ILogger logger)
    {
        _path = path;
        _crawler = crawler;
        _logger = logger;
    }

    /// <exception cref="SettingsException">The file cannot be used.</exception>
    public static CacheStore Open(Crawler crawler)
    {
        var options = crawler.Options;
        var path = options.Cache.File ?? Path.Combine(options.Layers.Folder ?? "", DefaultPath);
        var store = new CacheStore(Path.GetFullPath(path), crawler, crawler.CreateLogger("Crawling"));
        try
        {
            store.OpenFile();
        }
        catch (SqliteException error) when (IsDamage(error))
        {
            store.Replace(error);
        }
        catch (Exception error) when (error is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"The cache {store._path} cannot be opened ({error.Message}). Give cache:file a place that can be written.", error);
        }

        return store;
    }

    public Task<CachedResponse?> FindAsync(byte[] key, Func<CachedHead, bool> fits) => DoAsync(file =>
    {
        try
        {
            return file.Find(key, fits);
        }
        catch (InvalidDataException)
        {
            _crawler.Statistics.Add("httpcache/retrieve_error");
            return null;
        }
    });

    public Task PutAsync(byte[] key, byte[] url, CachedHead head, ReadOnlyMemory<byte> body) => DoAsync(file => file.Put(key, url, head, body));

    public Task UpdateAsync(long id, CachedHead head) => DoAsync(file => file.Update(id, head));

    public Task RemoveAsync(long id) => DoAsync(file => file.Remove(id));

    /// <returns>How many there were.</returns>
    public Task<int> RemoveAllAsync(Url url) => DoAsync(file => file.RemoveAll(CacheKey.Of(url)));

    public void Dispose()
    {
        // Whoever was cut off in its work is waited for.
        _turn.Wait();
        _file?.Dispose();
        _file = null;
        _turn.Release();
    }

    private Task<bool> DoAsync(Action<CacheFile> work) => DoAsync(file =>
    {
        work(file);
        return true;
    });

    private async Task<T?> DoAsync<T>(Func<CacheFile, T?> work)
    {
        await _turn.WaitAsync();
        try
        {
            return _file is { } file ? work(file) : default;
        }
        catch (SqliteException error)
        {
            Recover(error);
            return default;
        }
        finally
        {
            _turn.Release();
        }
    }

    private void Recover(SqliteException error)
    {
        if (error.SqliteErrorCode == SQLITE_BUSY)
        {
            CacheLog.IsBusy(_logger, _path);
        }
        else if (IsDamage(error) && !_isReplaced)
        {
            Replace(error);
        }
        else
        {
            GoOnWithout(error);
        }
    }

    private void Replace(SqliteException damage)
    {
        _isReplaced = true;
        _file?.Dispose();
        _file = null;
        try
        {
            var aside = CacheConnection.SetAside(_path);
            CacheLog.SetAside(_logger, _path, damage.Message, aside);
            OpenFile();
        }
        catch (Exception error) when (error is SqliteException or IOException or UnauthorizedAccessException)
        {
            GoOnWithout(error);
        }
    }

    private void GoOnWithout(Exception error)
    {
        _file?.Dispose();
        _file = null;
        CacheLog.GoesOnWithout(_logger, _path, error.Message);
    }

    private void OpenFile() => _file = new CacheFile(CacheConnection.Open(_path), _crawler.Options.Cache.MaxSize, _crawler.Time);

    private static bool IsDamage(SqliteException error) => error.SqliteErrorCode is SQLITE_CORRUPT or SQLITE_NOTADB;
}
