using Microsoft.Win32.SafeHandles;

namespace Crawling.Scheduling;

/// <summary>A temporary file in blocks of one size, which are used again once they are free. It is gone with the process, however that ends.</summary>
/// <param name="maxSize">Bytes at which it is full.</param>
internal sealed class BlockFile(long maxSize) : IDisposable
{
    /// <summary>Some requests: a host of which one waits takes a whole block.</summary>
    public const int BlockSize = 1024;

    private readonly SafeFileHandle _file = Create();
    private readonly Stack<int> _free = [];
    private int _count;

    /// <exception cref="IOException">The file is full.</exception>
    public int Allocate() =>
        _free.TryPop(out var block) ? block
        : (_count + 1L) * BlockSize <= maxSize ? _count++
        : throw new IOException($"the file has reached {maxSize} bytes");

    public void Free(int block) => _free.Push(block);

    public void Write(int block, int offset, ReadOnlySpan<byte> bytes) => RandomAccess.Write(_file, bytes, Place(block, offset));

    public void Read(int block, int offset, Span<byte> bytes) => RandomAccess.Read(_file, bytes, Place(block, offset));

    public void Dispose() => _file.Dispose();

    private static SafeFileHandle Create()
    {
        var path = Path.GetTempFileName();
        var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Delete);

        // Deleted while it is open, so that even a killed process leaves nothing behind.
        File.Delete(path);
        return file;
    }

    private static long Place(int block, int offset) => ((long)block * BlockSize) + offset;
}
