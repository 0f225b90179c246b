using Microsoft.Extensions.Logging;

namespace Crawling.Feeds;

/// <summary>All feeds of one crawl.</summary>
internal sealed class FeedSet : IAsyncDisposable
{
    private readonly ILogger _logger;
    private readonly Feed[] _feeds;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private bool _closed;

    private FeedSet(Feed[] feeds, ILogger logger)
    {
        _feeds = feeds;
        _logger = logger;
    }

    public IReadOnlyList<FeedStatus> Status => [.. _feeds.Select(feed => feed.Status)];

    /// <summary>Checks every option, then opens the files.</summary>
    /// <param name="options">The feeds.</param>
    /// <param name="logger">For what becomes of them.</param>
    /// <param name="resume">x</param>
    /// <param name="standardOutput">What the path <c>-</c> means. Default: the process's own.</param>
    /// <exception cref="SettingsException">A feed cannot be used; no file was touched, unless one cannot be opened.</exception>
    public static FeedSet Open(IReadOnlyList<FeedOptions> options, ILogger logger, FeedResume? resume = null, Stream? standardOutput = null)
    {
        FeedSet feeds = new([.. options.Select(feed => new Feed(feed))], logger);
        try
        {
            if (feeds._feeds.GroupBy(feed => feed.FullPath, FeedPath.Comparer).FirstOrDefault(same => same.Count() > 1) is { } same)
            {
                throw new SettingsException($"Two feeds write to {(same.Key == "-" ? "standard output" : same.Key)}: give each its own file.");
            }

            foreach (var feed in feeds._feeds)
            {
                feed.Open(standardOutput);
            }
        }
        catch
        {
            feeds.DisposeFeeds();
            throw;
        }

        return feeds;
    }

    /// <summary>A place for the items of one response.</summary>
    public static void Forget(IReadOnlyList<FeedPosition> p) {}
    public IReadOnlyList<FeedPosition> Positions => [];
    public HeldItems Hold() => new(wanted: _feeds.Length > 0);

    /// <summary>Writes the items of one response to all feeds, in order, or to none. When it returns, the bytes have reached the kernel.</summary>
    /// <exception cref="FeedException">A file cannot be written, or an item does not fit it.</exception>
    public async ValueTask WriteAsync(HeldItems items, CancellationToken cancellation)
    {
        if (items.Count == 0)
        {
            return;
        }

        await _turn.WaitAsync(cancellation);
        try
        {
            await WriteToAllAsync(items, cancellation);
        }
        catch
        {
            foreach (var feed in _feeds)
            {
                feed.RollBack();
            }

            throw;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Ends the feeds: writes their closings and lets new files take the place of old ones.</summary>
    /// <param name="keep">False: files that were to be replaced stay as they were, and nothing is thrown.</param>
    /// <exception cref="FeedException">A feed could not be ended; the others are.</exception>
    public async ValueTask CloseAsync(bool keep)
    {
        await _turn.WaitAsync();
        try
        {
            if (!_closed && await CloseAllAsync(keep) is { } error && keep)
            {
                throw error;
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync(keep: false);
        _turn.Dispose();
    }

    private async ValueTask WriteToAllAsync(HeldItems items, CancellationToken cancellation)
    {
        foreach (var item in items.Read())
        {
            foreach (var feed in _feeds)
            {
                await feed.WriteAsync(item, cancellation);
            }
        }

        foreach (var feed in _feeds)
        {
            await feed.FlushAsync(cancellation);
        }

        foreach (var feed in _feeds)
        {
            feed.Commit(items.Count);
        }
    }

    private async ValueTask<Exception?> CloseAllAsync(bool keep)
    {
        _closed = true;
        Exception? first = null;
        foreach (var feed in _feeds)
        {
            try
            {
                await CloseAsync(feed, keep);
            }
            catch (Exception error)
            {
                FeedLog.NotEnded(_logger, feed.Status.Path, error);
                first ??= error;
            }
        }

        DisposeFeeds();
        return first;
    }

    private async ValueTask CloseAsync(Feed feed, bool keep)
    {
        if (feed.Overwrites && !keep)
        {
            FeedLog.LeftAsItWas(_logger, feed.Status.Path);
            return;
        }

        await feed.CloseAsync();
        var (path, format, items, bytes) = feed.Status;
        FeedLog.Wrote(_logger, items, path, format, bytes);
    }

    private void DisposeFeeds()
    {
        foreach (var feed in _feeds)
        {
            feed.Dispose();
        }
    }
}
