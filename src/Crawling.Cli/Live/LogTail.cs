using System.Text;
using System.Text.RegularExpressions;
using Serilog.Events;

namespace Crawling.Cli;

/// <summary>Takes what is printed while the view has the terminal, and keeps the last lines of it.</summary>
internal sealed partial class LogTail : TextWriter
{
    private const int Kept = 200;
    private const int KeptProblems = 20;

    private readonly Lock _lock = new();
    private readonly StringBuilder _unfinished = new();
    private readonly Queue<LogLine> _lines = new();
    private readonly Queue<LogLine> _problems = new();

    public override Encoding Encoding => Encoding.UTF8;

    /// <summary>The oldest first.</summary>
    public IReadOnlyList<LogLine> Lines => Copy(_lines);

    /// <summary>The last warnings and errors, the oldest first: they are printed when the view is gone.</summary>
    public IReadOnlyList<LogLine> Problems => Copy(_problems);

    public override void Write(char value) => Write([value]);

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(ReadOnlySpan<char> buffer)
    {
        lock (_lock)
        {
            for (var end = buffer.IndexOf('\n'); end >= 0; end = buffer.IndexOf('\n'))
            {
                _unfinished.Append(buffer[..end]);
                Keep(LogLine.Of(CleanText.Line(Colors().Replace(_unfinished.ToString().TrimEnd('\r'), ""))));
                _unfinished.Clear();
                buffer = buffer[(end + 1)..];
            }

            _unfinished.Append(buffer);
        }
    }

    [GeneratedRegex("\x1b\\[[0-9;]*m", RegexOptions.NonBacktracking)]
    private static partial Regex Colors();

    private static void Keep(Queue<LogLine> lines, LogLine line, int limit)
    {
        lines.Enqueue(line);
        if (lines.Count > limit)
        {
            lines.Dequeue();
        }
    }

    private void Keep(LogLine line)
    {
        Keep(_lines, line, Kept);
        if (line.Level >= LogEventLevel.Warning)
        {
            Keep(_problems, line, KeptProblems);
        }
    }

    private LogLine[] Copy(Queue<LogLine> lines)
    {
        lock (_lock)
        {
            return [.. lines];
        }
    }
}
