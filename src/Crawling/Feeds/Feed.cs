namespace Crawling.Feeds;

/// <summary>One file, and the items written to it.</summary>
internal sealed class Feed : IDisposable
{
    private const int BufferLimit = 64 * 1024;

    private readonly FeedOptions _options;
    private readonly FeedFormat _kind;
    private readonly MemoryStream _buffer = new();
    private readonly IFeedFormat _format;
    private FeedFile? _file;
    private long _items;
    private long _written;

    /// <summary>Checks the options; touches no file.</summary>
    /// <exception cref="SettingsException">They cannot be used.</exception>
    public Feed(FeedOptions options)
    {
        _options = options;
        FullPath = FeedPath.Resolve(options.Path);
        _kind = FeedFormats.Of(options);
        _format = _kind.Create(options.Path, _buffer);
        FeedPath.Check(options, FullPath, _kind);
    }

    /// <summary>The file itself; <c>-</c> for standard output.</summary>
    public string FullPath { get; }

    public bool Overwrites => _options.Overwrite && !IsStandardOutput;

    /// <summary>What the file would be cut back to: the length at the end of the last response, in bytes, without a closing.</summary>
    public long Length { get; private set; }

    public FeedStatus Status => new(_options.Path, _kind.Name, _items, Length);

    private bool IsStandardOutput => FullPath == "-";

    public void Open(Stream? standardOutput)
    {
        try
        {
            _file = IsStandardOutput ? FeedFile.StandardOutput(standardOutput)
                : Overwrites ? FeedFile.Replace(FullPath)
                : FeedFile.Append(FullPath);
            if (!IsStandardOutput && _file.Stream is { CanSeek: true, Length: > 0 } stream)
            {
                Continue(stream);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"The feed '{_options.Path}' cannot be opened: {error.Message}", error);
        }
    }

    public async ValueTask WriteAsync(HeldItem item, CancellationToken cancellation)
    {
        _format.Write(item, first: _written + _buffer.Length == 0);
        if (_buffer.Length > BufferLimit)
        {
            await FlushAsync(cancellation);
        }
    }

    public async ValueTask FlushAsync(CancellationToken cancellation)
    {
        var bytes = _buffer.GetBuffer().AsMemory(0, (int)_buffer.Length);
        try
        {
            await _file!.Stream.WriteAsync(bytes, cancellation);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            throw new FeedException($"The feed '{_options.Path}' cannot be written: {error.Message}", error);
        }

        _written += bytes.Length;
        _buffer.SetLength(0);
    }

    /// <summary>What was written stays.</summary>
    public void Commit(int items)
    {
        _items += items;
        Length = _written;
    }

    /// <summary>What was written since the last <see cref="Commit"/> goes, as far as the file lets it.</summary>
    public void RollBack()
    {
        _buffer.SetLength(0);
        _written = Length;
        if (IsStandardOutput || _file!.Stream is not { CanSeek: true } stream)
        {
            return;
        }

        try
        {
            stream.SetLength(Length);
            stream.Seek(Length, SeekOrigin.Begin);
        }
        catch (IOException)
        {
            // The error that led here is the one to be told.
        }
    }

    /// <summary>Writes the closing and puts the file in its place.</summary>
    public async ValueTask CloseAsync()
    {
        _format.Close(empty: _written == 0);
        await FlushAsync(CancellationToken.None);
        try
        {
            _file!.Keep();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new FeedException($"The feed '{_options.Path}' cannot be replaced: {error.Message}", error);
        }
    }

    public void Dispose()
    {
        (_format as IDisposable)?.Dispose();
        _buffer.Dispose();
        _file?.Dispose();
    }

    private void Continue(Stream file)
    {
        file.Seek(0, SeekOrigin.Begin);
        _format.Continue(file);
        file.Seek(-1, SeekOrigin.End);
        if (file.ReadByte() != '\n')
        {
            file.WriteByte((byte)'\n');
        }

        Length = _written = file.Length;
    }
}
