using System.IO.Compression;

namespace Crawling.Feeds;

/// <summary>One file of a feed, and the items written to it.</summary>
internal sealed class Feed : IDisposable
{
    private readonly FeedOptions _options;
    private readonly string _path;
    private readonly FeedFormat _kind;
    private readonly bool _isOfJob;
    private readonly IFeedFormat _format;
    private readonly FeedOutput _output;
    private readonly GzipMembers? _gzip;
    private readonly FeedPosition? _resumed;
    private FeedFile? _file;
    private bool _continues;
    private long _items;
    private long _pending;

    /// <summary>Checks the options; touches no file.</summary>
    /// <exception cref="SettingsException">They cannot be used.</exception>
    public Feed(FeedOptions options, string path, int batch, FeedFormat format, bool isOfJob, FeedPosition? resumed)
    {
        _options = options;
        _path = path;
        _kind = format;
        _isOfJob = isOfJob;
        _resumed = resumed;
        _items = _resumed?.Items ?? 0;
        FullPath = resumed?.Path ?? FeedPath.Resolve(path);
        Batch = batch;
        _gzip = FeedPath.IsCompressed(path) ? new() : null;
        _output = new(path, _gzip);
        _format = _kind.Create(options, _output.Buffer);
        FeedPath.Check(options, FullPath, _kind, isOfJob, isResumed: resumed is not null);
    }

    /// <summary>The file itself; <c>-</c> for standard output.</summary>
    public string FullPath { get; }

    public bool Overwrites => _options.Overwrite && !IsStandardOutput;

    /// <summary>Whether another file is written, which takes the place of this one at the end.</summary>
    public bool UsesTemporary => Overwrites || _options.BatchItems is not null;

    /// <summary>Its number among the files of its feed.</summary>
    public int Batch { get; }

    /// <summary>The items in it, with those of the response that is being written.</summary>
    public long Count => _items + _pending;

    public FeedStatus Status => new(_path, _kind.Name, _items, _output.Length);

    public FeedPosition Position => new(FullPath, _output.Length, _items, _file!.Temporary);

    private bool IsStandardOutput => FullPath == "-";

    private bool IsEmpty => !_continues && _items == 0 && !_output.HasPending;

    private bool HoldsItemsOfJob => _isOfJob && (_resumed?.Length > 0 || _output.Length > 0);

    public void Open(Stream? standardOutput)
    {
        try
        {
            _file = _resumed is not null ? FeedFile.Resume(_resumed, IsClosing)
                : IsStandardOutput ? FeedFile.StandardOutput(standardOutput)
                : UsesTemporary ? FeedFile.Replace(FullPath, hasFixedName: _isOfJob && _options.BatchItems is not null)
                : FeedFile.Append(FullPath);
            if (_isOfJob && !_file.CanCutBack)
            {
                throw FeedPath.NotForJob(_path);
            }

            if (_file is { CanCutBack: true, Stream.Length: > 0 })
            {
                Continue(_file.Stream);
            }

            _output.Open(_file);
        }
        catch (InvalidDataException error)
        {
            throw new SettingsException($"The feed '{_path}' cannot be appended to, because it is no gzip file: replace it (-O).", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"The feed '{_path}' cannot be opened: {error.Message}", error);
        }
    }

    public ValueTask WriteAsync(HeldItem item, CancellationToken cancellation)
    {
        _format.Write(item, first: IsEmpty);
        _pending++;
        return _output.RelieveAsync(cancellation);
    }

    /// <summary>Writes the last piece of a large response; it does not count yet.</summary>
    public ValueTask EndPiecesAsync(CancellationToken cancellation) => _output.EndPiecesAsync(cancellation);

    /// <summary>A response is written.</summary>
    public void Accept()
    {
        _output.Accept();
        _items += _pending;
        _pending = 0;
    }

    /// <summary>Brings the responses to the kernel. What is compressed, and no job waits for, is collected instead: it is smaller then.</summary>
    public ValueTask CommitAsync(CancellationToken cancellation) => _gzip is not null && !_isOfJob ? default : _output.CommitAsync(cancellation);

    /// <summary>What was written since the last <see cref="Accept"/> goes.</summary>
    public void RollBack()
    {
        _pending = 0;
        _output.RollBack();
    }

    /// <summary>What was written since <paramref name="position"/> goes.</summary>
    public void RollBack(FeedPosition position)
    {
        _items = position.Items;
        _pending = 0;
        _output.RollBack(position.Length);
    }

    public void Sync()
    {
        try
        {
            _file!.Sync();
        }
        catch (IOException error)
        {
            throw new FeedException($"The feed '{_path}' cannot be written: {error.Message}", error);
        }
    }

    /// <summary>Writes the closing and puts the file in its place.</summary>
    /// <returns>False if there is no file, as there are no items.</returns>
    public async ValueTask<bool> CloseAsync()
    {
        if (IsEmpty && !_options.StoreEmpty && !IsStandardOutput)
        {
            _file!.Delete(FullPath);
            return false;
        }

        _format.Close(IsEmpty);
        await _output.EndAsync();
        try
        {
            _file!.Keep();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new FeedException($"The feed '{_path}' cannot be replaced: {error.Message}", error);
        }

        return true;
    }

    public void Dispose()
    {
        (_format as IDisposable)?.Dispose();
        _file?.Close(delete: !HoldsItemsOfJob);
        _gzip?.Dispose();
        _output.Dispose();
    }

    private void Continue(Stream file)
    {
        // What the job itself wrote needs no look at its end.
        var last = _items > 0 ? '\n' : LastByte(file);
        if (last >= 0)
        {
            file.Seek(0, SeekOrigin.Begin);
            _format.Continue(Content(file));
            _continues = true;
        }

        file.Seek(0, SeekOrigin.End);
        if (last is not (-1 or '\n'))
        {
            file.Write(_gzip is null ? "\n"u8 : _gzip.Compress("\n"u8, last: true).Span);
        }
    }

    /// <returns>-1 if the file holds nothing.</returns>
    private int LastByte(Stream file)
    {
        if (_gzip is null)
        {
            file.Seek(-1, SeekOrigin.End);
            return file.ReadByte();
        }

        var last = -1;
        var content = Content(file);
        var bytes = new byte[64 * 1024];
        file.Seek(0, SeekOrigin.Begin);
        while (content.Read(bytes) is var count && count > 0)
        {
            last = bytes[count - 1];
        }

        return last;
    }

    private bool IsClosing(Stream rest)
    {
        _format.Close(empty: false);
        var closing = _output.Buffer.ToArray();
        _output.Buffer.SetLength(0);
        var bytes = new byte[closing.Length + 1];
        try
        {
            var count = Content(rest).ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return bytes.AsSpan(0, count).SequenceEqual(closing);
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private Stream Content(Stream file) => _gzip is null ? file : new GZipStream(file, CompressionMode.Decompress, leaveOpen: true);
}
