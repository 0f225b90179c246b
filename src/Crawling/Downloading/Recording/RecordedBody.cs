using Crawling.Downloading;
using Microsoft.Win32.SafeHandles;

namespace Crawling.Recording;

/// <summary>A body as it is read from a recording, held to the limits that it would have on the wire.</summary>
/// <param name="file">The recording.</param>
/// <param name="start">Where it begins.</param>
/// <param name="end">Where it ends.</param>
/// <param name="isCutOff">Whether it broke off there.</param>
/// <param name="limit">The limit in bytes.</param>
/// <param name="keepsTruncated">Whether a body that breaks off ends there, instead of failing.</param>
internal sealed class RecordedBody(SafeFileHandle file, long start, long end, bool isCutOff, long limit, bool keepsTruncated) : BodyStream(limit)
{
    public override bool IsAtEnd => base.IsAtEnd || (!isCutOff && start + Count == end);

    public override bool IsTruncated => isCutOff && base.IsAtEnd;

    protected override async ValueTask<int> ReadMoreAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        var room = (int)Math.Min(buffer.Length, end - start - Count);
        if (room > 0)
        {
            return await RandomAccess.ReadAsync(file, buffer[..room], start + Count, cancellation);
        }

        return !isCutOff || keepsTruncated ? 0 : throw new DownloadException(FailureReason.Truncated, "The body broke off here when it was recorded.");
    }
}
