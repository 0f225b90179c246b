using System.Runtime.InteropServices;

namespace Crawling.Downloading;

/// <summary>A body that is in memory already.</summary>
internal sealed class WholeBody(ReadOnlyMemory<byte> body) : BodyStream(long.MaxValue)
{
    private readonly MemoryStream _bytes = MemoryMarshal.TryGetArray(body, out var array)
        ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
        : new MemoryStream(body.ToArray(), writable: false);

    public override bool IsAtEnd => _bytes.Position == _bytes.Length;

    public override bool IsTruncated => false;

    protected override ValueTask<int> ReadMoreAsync(Memory<byte> buffer, CancellationToken cancellation) => _bytes.ReadAsync(buffer, cancellation);

    protected override void Dispose(bool disposing)
    {
        _bytes.Dispose();
        base.Dispose(disposing);
    }
}
