using System.Buffers;

namespace Crawling.Downloading;

/// <summary>A body as it grows, in pooled memory, never past its limit.</summary>
internal sealed class BodyBuffer(long limit, int expected = 0) : IDisposable
{
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(Math.Max(expected, 4096));

    public int Length { get; private set; }

    /// <summary>Room for more bytes: at least one, at most so many.</summary>
    public Memory<byte> Free(int atMost)
    {
        if (Length == _bytes.Length)
        {
            var grown = ArrayPool<byte>.Shared.Rent(checked(_bytes.Length * 2));
            _bytes.AsSpan(0, Length).CopyTo(grown);
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = grown;
        }

        return _bytes.AsMemory(Length, Math.Min(atMost, _bytes.Length - Length));
    }

    /// <summary>Takes in what was read into <see cref="Free"/>.</summary>
    /// <exception cref="DownloadException">The body is over its limit.</exception>
    public void Advance(int count)
    {
        Length += count;
        if (Length > limit)
        {
            throw TooLarge(limit);
        }
    }

    public byte[] ToArray() => _bytes.AsSpan(0, Length).ToArray();

    public void Dispose() => ArrayPool<byte>.Shared.Return(_bytes);

    public static DownloadException TooLarge(long limit) =>
        new(FailureReason.TooLarge, $"The body is larger than {limit} bytes (download:maxBodySize).");
}
