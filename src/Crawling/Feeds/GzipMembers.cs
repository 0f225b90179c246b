using System.IO.Compression;

namespace Crawling.Feeds;

/// <summary>Compresses into gzip members. A file of several is valid (RFC 1952, section 2.2), so it can be cut back to the end of any one and
/// go on with another.</summary>
internal sealed class GzipMembers : IDisposable
{
    private readonly MemoryStream _output = new();
    private GZipStream? _member;

    // The library writes nothing at all for no bytes, and readers do not take an empty file.
    private static ReadOnlySpan<byte> Empty => [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>Adds bytes to the member, which begins with them if there is none.</summary>
    /// <param name="bytes">What to compress.</param>
    /// <param name="last">Whether the member ends with them.</param>
    /// <returns>What is to be written, valid until the next call.</returns>
    public ReadOnlyMemory<byte> Compress(ReadOnlySpan<byte> bytes, bool last)
    {
        _output.SetLength(0);
        if (_member is null && last && bytes.IsEmpty)
        {
            _output.Write(Empty);
        }
        else
        {
            _member ??= new(_output, CompressionLevel.Optimal, leaveOpen: true);
            _member.Write(bytes);
        }

        if (last)
        {
            Drop();
        }

        return _output.GetBuffer().AsMemory(0, (int)_output.Length);
    }

    /// <summary>What follows begins a new member.</summary>
    public void Drop()
    {
        _member?.Dispose();
        _member = null;
    }

    public void Dispose()
    {
        Drop();
        _output.Dispose();
    }
}
