namespace Crawling.Serving;

/// <summary>The first bytes of a file that may be growing, as a file of its own.</summary>
internal sealed class FilePart : Stream
{
    private readonly Stream _file;

    private FilePart(Stream file, long length)
    {
        _file = file;
        Length = length;
    }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length { get; }

    public override long Position
    {
        get => _file.Position;
        set => _file.Position = value;
    }

    /// <summary>Empty if there is no file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="length">How much of it counts. Default: what is there now.</param>
    public static FilePart Open(string path, long length = long.MaxValue)
    {
        Stream file = File.Exists(path) ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete) : new MemoryStream();
        return new(file, Math.Min(length, file.Length));
    }

    public override int Read(byte[] buffer, int offset, int count) => _file.Read(buffer, offset, Most(count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        _file.ReadAsync(buffer[..Most(buffer.Length)], cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        _file.ReadAsync(buffer, offset, Most(count), cancellationToken);

    public override long Seek(long offset, SeekOrigin origin) =>
        origin == SeekOrigin.End ? _file.Seek(Length + offset, SeekOrigin.Begin) : _file.Seek(offset, origin);

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _file.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Most(int count) => (int)Math.Clamp(Length - Position, 0, count);
}
