using System.Text;
using System.Text.Unicode;
using Microsoft.Win32.SafeHandles;

namespace Crawling.Recording;

/// <summary>A block of lines in a recording, up to its empty line: the header of a record, or the head of an HTTP message.</summary>
/// <param name="FirstLine">Its first line.</param>
/// <param name="Fields">The lines after it.</param>
/// <param name="End">Where it ends in the file.</param>
internal sealed record RecordedText(string FirstLine, HeaderList Fields, long End)
{
    private const int Chunk = 8 << 10;

    // As much as the longest URL or header block that a crawl takes, many times over.
    private const int Longest = 4 << 20;

    /// <summary>Null if it does not end before a place in the file.</summary>
    public static RecordedText? Read(SafeFileHandle file, long start, long end)
    {
        var bytes = new MemoryStream();
        var chunk = new byte[Chunk];
        while (bytes.Length < Longest)
        {
            var room = (int)Math.Min(Chunk, end - start - bytes.Length);
            var read = room > 0 ? RandomAccess.Read(file, chunk.AsSpan(0, room), start + bytes.Length) : 0;
            var searched = (int)Math.Max(0, bytes.Length - 3);
            bytes.Write(chunk, 0, read);
            var at = bytes.GetBuffer().AsSpan(searched, (int)bytes.Length - searched).IndexOf("\r\n\r\n"u8);
            if (at >= 0)
            {
                return Parse(bytes.GetBuffer().AsSpan(0, searched + at), start + searched + at + 4);
            }

            if (read == 0)
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>Fields without a first line.</summary>
    public static HeaderList ReadFields(SafeFileHandle file, long start, long end)
    {
        var bytes = new byte[Math.Min(end - start, Longest)];
        var read = RandomAccess.Read(file, bytes, start);
        return FieldsOf(TextOf(bytes.AsSpan(0, read)).Split("\r\n"));
    }

    private static RecordedText Parse(ReadOnlySpan<byte> block, long end)
    {
        var lines = TextOf(block).Split("\r\n");
        return new(lines[0], FieldsOf(lines.AsSpan(1)), end);
    }

    private static HeaderList FieldsOf(ReadOnlySpan<string> lines)
    {
        var fields = new HeaderList();
        foreach (var line in lines)
        {
            if (line.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon)
            {
                fields.AddReceived(line[..colon].TrimEnd(), line[(colon + 1)..].Trim());
            }
        }

        return fields;
    }

    private static string TextOf(ReadOnlySpan<byte> bytes) => Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : Encoding.Latin1.GetString(bytes);
}
