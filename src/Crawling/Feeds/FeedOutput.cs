namespace Crawling.Feeds;

/// <summary>
/// The bytes of a feed on their way to its file. They are buffered up to a commit; a response that is larger than the buffer is written in
/// pieces, none of which counts until all are there.
/// </summary>
/// <param name="path">The feed, for messages.</param>
/// <param name="gzip">Compresses what is written; null if nothing does.</param>
internal sealed class FeedOutput(string path, GzipMembers? gzip) : IDisposable
{
    private const int BufferLimit = 64 * 1024;

    private FeedFile? _file;
    private long _written;
    private int _whole;
    private bool _inPieces;

    /// <summary>Takes what is to be written.</summary>
    public MemoryStream Buffer { get; } = new();

    /// <summary>The length of the file up to the last whole response in it, which is what it can be cut back to.</summary>
    public long Length { get; private set; }

    /// <summary>Whether something is written that the file does not hold as a whole.</summary>
    public bool HasPending => _inPieces || Buffer.Length > 0;

    private bool IsFull => Buffer.Length > BufferLimit;

    private Memory<byte> Buffered => Buffer.GetBuffer().AsMemory(0, (int)Buffer.Length);

    /// <summary>Goes on at the end of a file.</summary>
    public void Open(FeedFile file)
    {
        _file = file;
        Length = _written = file.CanCutBack ? file.Stream.Position : 0;
    }

    /// <summary>Makes room in a full buffer.</summary>
    public async ValueTask RelieveAsync(CancellationToken cancellation)
    {
        if (IsFull && _whole > 0)
        {
            await FlushAsync(cancellation);
        }

        if (IsFull)
        {
            await PutAsync(Buffered, ends: false, cancellation);
            Buffer.SetLength(0);
            _inPieces = true;
        }
    }

    /// <summary>Writes the last piece of a response of which pieces are written already; it does not count yet.</summary>
    public async ValueTask EndPiecesAsync(CancellationToken cancellation)
    {
        if (_inPieces)
        {
            await PutAsync(Buffered, ends: true, cancellation);
            Buffer.SetLength(0);
        }
    }

    /// <summary>What was written counts.</summary>
    public void Accept()
    {
        _whole = (int)Buffer.Length;
        if (_inPieces)
        {
            Length = _written;
            _inPieces = false;
        }
    }

    /// <summary>Brings to the kernel all that counts.</summary>
    public ValueTask CommitAsync(CancellationToken cancellation) => _whole > 0 ? FlushAsync(cancellation) : default;

    /// <summary>What does not count goes, as far as the file lets it.</summary>
    public void RollBack()
    {
        gzip?.Drop();
        Buffer.SetLength(_whole);
        _written = Length;
        _inPieces = false;
        _file!.CutBack(Length);
    }

    /// <summary>All goes that came after the file had this length.</summary>
    public void RollBack(long length)
    {
        Length = length;
        _whole = 0;
        RollBack();
    }

    /// <summary>Writes what is left.</summary>
    public async ValueTask EndAsync()
    {
        if (Buffer.Length > 0 || (gzip is not null && Length == 0))
        {
            await PutAsync(Buffered, ends: true, CancellationToken.None);
            Length = _written;
        }
    }

    public void Dispose() => Buffer.Dispose();

    private async ValueTask FlushAsync(CancellationToken cancellation)
    {
        await PutAsync(Buffered[.._whole], ends: true, cancellation);
        Length = _written;
        var rest = Buffered[_whole..];
        rest.CopyTo(Buffered);
        Buffer.SetLength(rest.Length);
        _whole = 0;
    }

    private async ValueTask PutAsync(ReadOnlyMemory<byte> bytes, bool ends, CancellationToken cancellation)
    {
        var encoded = gzip?.Compress(bytes.Span, ends) ?? bytes;
        try
        {
            await _file!.Stream.WriteAsync(encoded, cancellation);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            throw new FeedException($"The feed '{path}' cannot be written: {error.Message}", error);
        }

        _written += encoded.Length;
    }
}
