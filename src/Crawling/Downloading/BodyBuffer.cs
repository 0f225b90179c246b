using System.Buffers;

namespace Crawling.Downloading;

/// <summary>A body as it grows, in pooled memory, never past its limit.</summary>
/// <param name="limit">The limit in bytes.</param>
/// <param name="expected">How many bytes there will probably be.</param>
/// <param name="cuts">Whether a body over its limit is cut there, instead of refused.</param>
internal sealed class BodyBuffer(long limit, int expected = 0, bool cuts = false) : IDisposable
{
    private const int Least = 4096;

    // One byte more than expected, so that the end is found without growing.
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(Math.Max(expected + 1, Least));
    private int _length;

    /// <summary>Whether there was more than is kept.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Room for more bytes: at least one, at most so many.</summary>
    public Memory<byte> Free(int atMost)
    {
        if (_length == _bytes.Length)
        {
            Grow();
        }

        return _bytes.AsMemory(_length, Math.Min(atMost, _bytes.Length - _length));
    }

    /// <summary>Takes in what was read into <see cref="Free"/>.</summary>
    /// <exception cref="DownloadException">The body is over its limit.</exception>
    public void Advance(int count)
    {
        _length += count;
        if (_length > limit)
        {
            _length = cuts ? (int)limit : throw TooLarge(limit);
            IsCut = true;
        }
    }

    public byte[] ToArray() => _bytes.AsSpan(0, _length).ToArray();

    public void Dispose() => ArrayPool<byte>.Shared.Return(_bytes);

    public static DownloadException TooLarge(long limit) =>
        new(FailureReason.TooLarge, $"The body is larger than {limit} bytes (download:maxBodySize).");

    private void Grow()
    {
        if (_length == Array.MaxLength)
        {
            throw TooLarge(_length);
        }

        var grown = ArrayPool<byte>.Shared.Rent((int)Math.Min(_length * 2L, Array.MaxLength));
        _bytes.AsSpan(0, _length).CopyTo(grown);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = grown;
    }
}
