namespace Crawling.Downloading;

/// <summary>A stream that is read once, from its beginning to its end, and asynchronously only.</summary>
internal abstract class ForwardStream : Stream
{
    public sealed override bool CanRead => true;

    public sealed override bool CanSeek => false;

    public sealed override bool CanWrite => false;

    public sealed override long Length => throw new NotSupportedException("The length of a body is known at its end only.");

    public sealed override long Position
    {
        get => throw new NotSupportedException("A body is read once, from its beginning to its end.");
        set => throw new NotSupportedException("A body is read once, from its beginning to its end.");
    }

    public abstract override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default);

    public sealed override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public sealed override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("The body comes over the network: read it by ReadAsync or CopyToAsync, which hold no thread meanwhile.");

    public sealed override void Flush()
    {
    }

    public sealed override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("A body is read once, from its beginning to its end.");

    public sealed override void SetLength(long value) => throw new NotSupportedException("A body is only read.");

    public sealed override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("A body is only read.");
}
