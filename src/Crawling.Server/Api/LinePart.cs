using System.Buffers;
using System.IO.Pipelines;
using System.Text;

namespace Crawling.Serving;

/// <summary>Some lines of a file.</summary>
internal static class LinePart
{
    /// <summary>How far back the last lines are looked for.</summary>
    private const int TailSize = 4 << 20;

    /// <summary>Copies lines, without holding more than one in memory, and closes the file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="output">Where they go.</param>
    /// <param name="offset">How many to pass over.</param>
    /// <param name="limit">How many at most. Null: all.</param>
    public static async Task CopyAsync(Stream file, Stream output, long offset, int? limit)
    {
        var reader = PipeReader.Create(file);
        for (var end = limit is { } count ? offset + count : long.MaxValue; end > 0;)
        {
            var result = await reader.ReadAsync();
            var rest = result.Buffer;
            while (end > 0 && rest.PositionOf((byte)'\n') is { } at)
            {
                var line = rest.Slice(0, rest.GetPosition(1, at));
                rest = rest.Slice(line.End);
                end--;
                if (offset > 0)
                {
                    offset--;
                    continue;
                }

                foreach (var part in line)
                {
                    await output.WriteAsync(part);
                }
            }

            reader.AdvanceTo(rest.Start, rest.End);
            if (result.IsCompleted)
            {
                break;
            }
        }

        await reader.CompleteAsync();
    }

    /// <summary>The last lines, and closes the file.</summary>
    public static string Last(Stream file, int lines)
    {
        using var reader = new StreamReader(file, Encoding.UTF8);
        var isWhole = file.Length <= TailSize;
        file.Position = isWhole ? 0 : file.Length - TailSize;
        var last = new Queue<string>();
        for (var line = isWhole ? reader.ReadLine() : SkipFirst(reader); line is not null; line = reader.ReadLine())
        {
            last.Enqueue(line);
            if (last.Count > lines)
            {
                last.Dequeue();
            }
        }

        return string.Concat(last.Select(line => line + '\n'));
    }

    // It begins in the middle.
    private static string? SkipFirst(StreamReader reader) => reader.ReadLine() is null ? null : reader.ReadLine();
}
