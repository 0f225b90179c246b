using Microsoft.Extensions.Logging;

namespace Crawling.Feeds;

/// <summary>All feeds of one crawl.</summary>
internal sealed class FeedSet : IAsyncDisposable
{
    private readonly FeedSeries[] _feeds;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile IReadOnlyList<FeedPosition> _kept = [];
    private bool _closed;

    private FeedSet(FeedSeries[] feeds) => _feeds = feeds;

    /// <summary>Where the feeds stood at the last commit, or when they were opened.</summary>
    public IReadOnlyList<FeedPosition> Positions { get; private set; } = [];

    public IReadOnlyList<FeedStatus> Status => [.. _feeds.SelectMany(feed => feed.Status)];

    /// <summary>Checks every option, then opens the files. Those of a job go on where it stood at its last commit.</summary>
    /// <param name="options">The feeds.</param>
    /// <param name="logger">For what becomes of them.</param>
    /// <param name="resume">The job's; null if there is no job.</param>
    /// <param name="standardOutput">What the path <c>-</c> means. Default: the process's own.</param>
    /// <param name="names">What the placeholders in paths mean.</param>
    /// <exception cref="SettingsException">A feed cannot be used; no file was touched, unless one cannot be opened.</exception>
    public static FeedSet Open(IReadOnlyList<FeedOptions> options, ILogger logger, FeedResume? resume = null, Stream? standardOutput = null, FeedNames? names = null)
    {
        names ??= new("", default, new Dictionary<string, string>());
        FeedSet feeds = new([.. options.Select(feed => new FeedSeries(feed, names, resume, logger))]);
        try
        {
            if (feeds._feeds.GroupBy(feed => feed.FullPath, FeedPath.Comparer).FirstOrDefault(same => same.Count() > 1) is { } same)
            {
                throw new SettingsException($"Two feeds write to {(same.Key == "-" ? "standard output" : same.Key)}: give each its own file.");
            }

            resume?.Check(feeds._feeds);
            foreach (var feed in feeds._feeds)
            {
                feed.Open(standardOutput);
            }

            feeds.Positions = feeds.Measure();
        }
        catch
        {
            feeds.DisposeFeeds();
            throw;
        }

        return feeds;
    }

    /// <summary>Deletes what a job that is not resumed has left beside its feeds. The feeds themselves stay as they are.</summary>
    /// <exception cref="SettingsException">Something cannot be deleted.</exception>
    public static void Forget(IReadOnlyList<FeedPosition> positions)
    {
        try
        {
            foreach (var position in positions)
            {
                FeedFile.Forget(position);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"The unfinished feeds of the earlier job cannot be deleted: {error.Message}", error);
        }
    }

    /// <summary>A place for the items of one response.</summary>
    public HeldItems Hold() => new(wanted: _feeds.Length > 0);

    /// <summary>Writes the items of one response to all feeds, in order, or to none. They may be lost until the next commit.</summary>
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

    /// <summary>Brings to the kernel what was written. Only in a gzip file that belongs to no job it may wait until the end.</summary>
    /// <exception cref="FeedException">A file cannot be written: all that was written since the last commit is gone.</exception>
    public async ValueTask CommitAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            foreach (var feed in _feeds)
            {
                await feed.CommitAsync(cancellation);
                await feed.SettleAsync(_kept);
            }

            Positions = Measure();
        }
        catch
        {
            foreach (var feed in _feeds)
            {
                feed.RollBack(Positions);
            }

            throw;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The job has written down that the feeds stood here. From any thread.</summary>
    public void Kept(IReadOnlyList<FeedPosition> positions) => _kept = positions;

    /// <summary>Brings to the disk what was committed, so that it outlasts a power cut.</summary>
    /// <exception cref="FeedException">A file cannot be written.</exception>
    public void Sync()
    {
        _turn.Wait();
        try
        {
            foreach (var feed in _closed ? [] : _feeds)
            {
                feed.Sync();
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Ends the feeds: writes their closings and lets new files take the place of old ones.</summary>
    /// <param name="end">What becomes of them.</param>
    /// <exception cref="FeedException">A feed could not be ended; the others are.</exception>
    public async ValueTask CloseAsync(FeedEnd end)
    {
        await _turn.WaitAsync();
        try
        {
            if (!_closed && await CloseAllAsync(end) is { } error && end != FeedEnd.Discard)
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
        await CloseAsync(FeedEnd.Discard);
        _turn.Dispose();
    }

    private FeedPosition[] Measure() => [.. _feeds.SelectMany(feed => feed.Positions)];

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
            await feed.EndPiecesAsync(cancellation);
        }

        foreach (var feed in _feeds)
        {
            feed.Accept();
        }
    }

    private async ValueTask<Exception?> CloseAllAsync(FeedEnd end)
    {
        _closed = true;
        Exception? first = null;
        foreach (var feed in _feeds)
        {
            var error = await feed.CloseAsync(end);
            first ??= error;
        }

        DisposeFeeds();
        return first;
    }

    private void DisposeFeeds()
    {
        foreach (var feed in _feeds)
        {
            feed.Dispose();
        }
    }
}
