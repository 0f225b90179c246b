using Crawling.Downloading;

namespace Crawling.Recording;

/// <summary>A body that goes elsewhere as it comes, copied into a temporary file on the way.</summary>
/// <param name="body">The body.</param>
/// <param name="copy">The file.</param>
internal sealed class CopiedBody(BodyStream body, Stream copy) : BodyStream(long.MaxValue)
{
    public override bool IsAtEnd => base.IsAtEnd || body.IsAtEnd;

    public override bool IsTruncated => body.IsTruncated;

    protected override async ValueTask<int> ReadMoreAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        var read = await body.ReadAsync(buffer, cancellation);
        await copy.WriteAsync(buffer[..read], cancellation);
        return read;
    }
}
