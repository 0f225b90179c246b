using Microsoft.Extensions.Logging;

namespace Crawling.Feeds;

/// <summary>
/// One feed: its file, or the files of its batches one after the other. A batch takes its place when it is full and the job, if there is one, has
/// written down that the next is begun; until then it is a hidden file, to be cut back like any other.
/// </summary>
internal sealed class FeedSeries : IDisposable
{
    private readonly FeedOptions _options;
    private readonly FeedFormat _format;
    private readonly FeedTemplate _template;
    private readonly FeedSelection _selection;
    private readonly FeedNames _names;
    private readonly ILogger _logger;
    private readonly bool _isOfJob;

    /// <summary>The one being written is last; those before it are full, and have not taken their places yet.</summary>
    private readonly List<Feed> _files = [];

    /// <summary>Checks the options; touches no file.</summary>
    /// <exception cref="SettingsException">They cannot be used.</exception>
    public FeedSeries(FeedOptions options, FeedNames names, FeedResume? job, ILogger logger)
    {
        _options = options;
        _logger = logger;
        _isOfJob = job is not null;
        Key = FeedPath.Resolve(options.Path);
        _format = FeedFormats.Of(options);
        _selection = new(options);
        Form = FeedForm.Of(options, _format);
        var positions = job?.PositionsOf(Key) ?? [];
        _names = positions is [{ Origin: { } origin }, ..] ? names with { Begun = origin.Begun } : names;
        _template = new(options, _names);
        if (positions.Count == 0)
        {
            _files.Add(NewFile(FreeBatch(1)));
        }

        // A full batch without its temporary file has taken its place before.
        foreach (var position in positions.Where((position, i) => i == positions.Count - 1 || File.Exists(position.Temporary)))
        {
            _files.Add(NewFile(position.Origin?.Batch ?? 1, position));
        }
    }

    /// <summary>What a job knows it by: the full path, with placeholders.</summary>
    public string Key { get; }

    /// <summary>The full path of the file being written; <c>-</c> for standard output.</summary>
    public string FullPath => Current.FullPath;

    /// <summary>How it is written: what must be the same when a job goes on.</summary>
    public string Form { get; }

    public bool UsesTemporary => Current.UsesTemporary;

    public IEnumerable<FeedStatus> Status => _files.Select(file => file.Status);

    public IEnumerable<FeedPosition> Positions => _files.Select(file => file.Position with { Origin = new(Key, Form, _names.Begun, file.Batch) });

    private Feed Current => _files[^1];

    public void Open(Stream? standardOutput)
    {
        foreach (var file in _files)
        {
            file.Open(standardOutput);
        }

        // A killed run may have come further than the job has written down.
        for (var batch = Current.Batch + 1; _isOfJob && _options.BatchItems is not null && FeedFile.ForgetPart(PathOf(batch)); batch++)
        {
        }
    }

    /// <exception cref="FeedException">The item does not fit, or a file cannot be written.</exception>
    public async ValueTask WriteAsync(HeldItem item, CancellationToken cancellation)
    {
        if (_selection.Select(item) is not { } selected)
        {
            return;
        }

        if (Current.Count >= _options.BatchItems)
        {
            var next = NewFile(FreeBatch(Current.Batch + 1));
            _files.Add(next);
            next.Open(null);
        }

        await Current.WriteAsync(selected, cancellation);
    }

    public async ValueTask EndPiecesAsync(CancellationToken cancellation)
    {
        foreach (var file in _files)
        {
            await file.EndPiecesAsync(cancellation);
        }
    }

    /// <summary>A response is written.</summary>
    public void Accept() => _files.ForEach(file => file.Accept());

    public async ValueTask CommitAsync(CancellationToken cancellation)
    {
        foreach (var file in _files)
        {
            await file.CommitAsync(cancellation);
        }
    }

    /// <summary>Lets full batches take their places.</summary>
    /// <param name="kept">What the job has written down.</param>
    public async ValueTask SettleAsync(IReadOnlyList<FeedPosition> kept)
    {
        while (_files is [var full, var next, ..] && (!_isOfJob || PositionOf(next, kept) is not null))
        {
            await EndAsync(full, FeedEnd.Keep);
            full.Dispose();
            _files.RemoveAt(0);
        }
    }

    /// <summary>What was written since the last <see cref="Accept"/> goes.</summary>
    public void RollBack()
    {
        _files.ForEach(file => file.RollBack());
        while (_files.Count > 1 && Current.Count == 0)
        {
            DropCurrent();
        }
    }

    /// <summary>What was written since a commit goes.</summary>
    public void RollBack(IReadOnlyList<FeedPosition> commit)
    {
        while (_files.Count > 1 && PositionOf(Current, commit) is null)
        {
            DropCurrent();
        }

        _files.ForEach(file => file.RollBack(PositionOf(file, commit)!));
    }

    public void Sync() => _files.ForEach(file => file.Sync());

    /// <returns>The first failure, when all that could be done is done.</returns>
    public async ValueTask<Exception?> CloseAsync(FeedEnd end)
    {
        Exception? first = null;
        foreach (var file in _files)
        {
            try
            {
                await EndAsync(file, end);
            }
            catch (Exception error)
            {
                FeedLog.NotEnded(_logger, file.Status.Path, error);
                first ??= error;
            }
        }

        return first;
    }

    public void Dispose() => _files.ForEach(file => file.Dispose());

    private static FeedPosition? PositionOf(Feed file, IReadOnlyList<FeedPosition> positions) =>
        positions.FirstOrDefault(position => FeedPath.Comparer.Equals(position.Path, file.FullPath));

    private string PathOf(int batch) => FeedPath.Resolve(_template.PathOf(batch));

    private Feed NewFile(int batch, FeedPosition? resumed = null) => new(_options, _template.PathOf(batch), batch, _format, _isOfJob, resumed);

    /// <summary>Where items are appended, the batches of earlier crawls stay as they are.</summary>
    private int FreeBatch(int batch)
    {
        while (_options.BatchItems is not null && !_options.Overwrite && File.Exists(PathOf(batch)))
        {
            batch++;
        }

        return batch;
    }

    private void DropCurrent()
    {
        Current.Dispose();
        _files.RemoveAt(_files.Count - 1);
    }

    private async ValueTask EndAsync(Feed file, FeedEnd end)
    {
        if (_isOfJob)
        {
            // The job may still be writing down the last positions, and can no longer sync a file that is closed.
            file.Sync();
        }

        if (file.Overwrites && end == FeedEnd.Discard)
        {
            FeedLog.LeftAsItWas(_logger, file.Status.Path);
            return;
        }

        var isStored = await file.CloseAsync();
        var (path, format, items, bytes) = file.Status;
        if (!isStored)
        {
            FeedLog.WroteNone(_logger, path);
        }
        else if (end == FeedEnd.Suspend)
        {
            FeedLog.WroteSoFar(_logger, items, path, format, bytes);
        }
        else
        {
            FeedLog.Wrote(_logger, items, path, format, bytes);
        }
    }
}
