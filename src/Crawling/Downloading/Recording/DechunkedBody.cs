using System.Globalization;
using Crawling.Downloading;

namespace Crawling.Recording;

/// <summary>A body with the chunks of HTTP/1.1 taken off (RFC 9112, section 7.1), which other tools leave in their recordings.</summary>
internal sealed class DechunkedBody(RecordedBody chunks, long limit) : BodyStream(limit)
{
    private const int LongestLine = 4096;

    private long _left;
    private bool _hasEnded;

    public override bool IsTruncated => chunks.IsTruncated;

    protected override async ValueTask<int> ReadMoreAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        if (_left == 0 && !_hasEnded)
        {
            _left = SizeIn(await ReadLineAsync(cancellation));
            _hasEnded = _left == 0;
        }

        var read = _hasEnded ? 0 : await chunks.ReadAsync(buffer[..(int)Math.Min(buffer.Length, _left)], cancellation);
        _left -= read;
        if (read > 0 && _left == 0)
        {
            await ReadLineAsync(cancellation);
        }

        return read;
    }

    private static long SizeIn(string line) =>
        long.TryParse(line.Split(';')[0].Trim(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var size) && size >= 0
            ? size
            : throw new DownloadException(FailureReason.BadReply, $"'{line}' stands in the recording where a chunk's size should.");

    private async ValueTask<string> ReadLineAsync(CancellationToken cancellation)
    {
        var line = "";
        var one = new byte[1];
        while (line.Length < LongestLine && await chunks.ReadAsync(one, cancellation) > 0 && one[0] != '\n')
        {
            line += (char)one[0];
        }

        return line.TrimEnd('\r');
    }
}
