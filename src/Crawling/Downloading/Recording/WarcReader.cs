using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace Crawling.Recording;

/// <summary>Reads the records of a WARC file that is not compressed, one after the other.</summary>
internal sealed class WarcReader(SafeFileHandle file)
{
    private readonly long _length = RandomAccess.GetLength(file);
    private long _next;

    /// <summary>Whether there is more, which is no whole record.</summary>
    public bool IsCut => _next < _length;

    /// <summary>The next whole record, and the place of its block; null behind the last one.</summary>
    public RecordedText? Next(out long end)
    {
        end = 0;
        if (RecordedText.Read(file, _next, _length) is not { } header
            || !header.FirstLine.StartsWith("WARC/1.", StringComparison.Ordinal)
            || !long.TryParse(header.Fields["Content-Length"], NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            || length > _length - header.End)
        {
            return null;
        }

        end = header.End + length;
        _next = Math.Min(end + "\r\n\r\n".Length, _length);
        return header;
    }
}
