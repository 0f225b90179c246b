using System.Buffers;

namespace Crawling.Downloading;

/// <summary>A body as it grows, never past its limit: in an array of the length that is expected, and what is more in pieces of pooled memory.</summary>
/// <param name="limit">The limit in bytes.</param>
/// <param name="expected">How many bytes there will probably be; 0: nobody knows.</param>
/// <param name="cuts">Whether a body over its limit is cut there, instead of refused.</param>
internal sealed class BodyBuffer(long limit, int expected = 0, bool cuts = false) : IDisposable
{
    private const int Least = 4096;
    private const int LargestPiece = 1 << 20;

    private readonly byte[]? _whole = expected > 0 ? GC.AllocateUninitializedArray<byte>(expected) : null;
    private readonly List<byte[]> _pieces = [];
    private int _lastLength;

    public long Length { get; private set; }

    /// <summary>Whether there was more than is kept.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Room for more bytes: at least one, at most so many.</summary>
    public Memory<byte> Free(int atMost)
    {
        var last = _pieces is [.., var piece] ? piece : _whole;
        if (last is null || _lastLength == last.Length)
        {
            // Of a body as long as expected, the first piece only finds the end.
            _pieces.Add(last = ArrayPool<byte>.Shared.Rent(_pieces.Count == 0 ? Least : (int)Math.Min(Length, LargestPiece)));
            _lastLength = 0;
        }

        return last.AsMemory(_lastLength, Math.Min(atMost, last.Length - _lastLength));
    }

    /// <summary>Takes in what was read into <see cref="Free"/>.</summary>
    /// <exception cref="DownloadException">The body is over its limit.</exception>
    public void Advance(int count)
    {
        _lastLength += count;
        Length += count;
        if (Length > Math.Min(limit, Array.MaxLength))
        {
            Length = cuts ? limit : throw TooLarge(limit);
            IsCut = true;
        }
    }

    public byte[] ToArray()
    {
        if (_whole?.Length == Length)
        {
            return _whole;
        }

        var bytes = GC.AllocateUninitializedArray<byte>((int)Length);
        var rest = bytes.AsSpan();
        foreach (var piece in _whole is null ? _pieces : _pieces.Prepend(_whole))
        {
            var used = piece.AsSpan(0, Math.Min(piece.Length, rest.Length));
            used.CopyTo(rest);
            rest = rest[used.Length..];
        }

        return bytes;
    }

    public void Dispose() => _pieces.ForEach(piece => ArrayPool<byte>.Shared.Return(piece));

    public static DownloadException TooLarge(long limit) =>
        new(FailureReason.TooLarge, $"The body is larger than {limit} bytes (download:maxBodySize).");
}
