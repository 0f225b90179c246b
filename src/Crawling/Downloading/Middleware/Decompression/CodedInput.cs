namespace Crawling.Downloading;

/// <summary>
/// What a decoder reads. Tells whether the decoder wanted more than there was, which decoders keep to themselves; and can begin again as long as
/// nothing has been decoded.
/// </summary>
/// <param name="coded">The coded bytes.</param>
/// <param name="asksPastEnd">Whether the decoder looks past a whole content for another one, as that of gzip does. It then gets one byte that no
/// member begins with: one that takes it and asks on was not at the end.</param>
internal sealed class CodedInput(Stream coded, bool asksPastEnd) : ForwardStream
{
    private const byte NoMember = 0xFF;
    private const int MostKept = 64 * 1024;

    private MemoryStream? _beginning = new();
    private bool _replays;

    /// <summary>The bytes read so far.</summary>
    public long Count { get; private set; }

    /// <summary>Whether all has been read.</summary>
    public bool IsAtEnd { get; private set; }

    /// <summary>Whether the decoder wanted more than there was.</summary>
    public bool IsShort { get; private set; }

    /// <summary>What has been read; null if that is no longer known.</summary>
    public ReadOnlyMemory<byte>? Beginning => _beginning?.GetBuffer().AsMemory(0, (int)_beginning.Length);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_replays)
        {
            var replayed = _beginning!.Read(buffer.Span);
            if (replayed > 0)
            {
                return replayed;
            }

            _replays = false;
        }

        var read = await coded.ReadAsync(buffer, cancellationToken);
        if (read > 0)
        {
            Count += read;
            Keep(buffer.Span[..read]);
            return read;
        }

        IsShort = IsAtEnd || !asksPastEnd;
        IsAtEnd = true;
        if (IsShort)
        {
            return 0;
        }

        buffer.Span[0] = NoMember;
        return 1;
    }

    /// <summary>The next reads begin at the beginning.</summary>
    public void BeginAgain()
    {
        _beginning!.Position = 0;
        _replays = true;
        IsAtEnd = false;
        IsShort = false;
    }

    /// <summary>It will not have to begin again.</summary>
    public void Settle() => _beginning = _replays ? _beginning : null;

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        if (_beginning?.Length + bytes.Length > MostKept)
        {
            _beginning = null;
        }

        _beginning?.Write(bytes);
    }
}
