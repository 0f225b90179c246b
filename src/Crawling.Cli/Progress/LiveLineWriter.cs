using System.Text;

namespace Crawling.Cli;

/// <summary>Keeps one line at the bottom of a terminal and lets everything else that is written scroll above it.</summary>
internal sealed class LiveLineWriter(TextWriter terminal, Func<int> width) : TextWriter
{
    private const string ClearLine = "\r\x1b[K";

    private readonly Lock _lock = new();
    private readonly StringBuilder _unfinished = new();
    private string _line = "";

    /// <summary>Whether the line is not shown for the time being.</summary>
    public bool IsHidden { get; set; }

    public override Encoding Encoding => terminal.Encoding;

    /// <summary>Replaces the line; it is cut to the terminal's width. "" takes it away.</summary>
    public void Show(string line)
    {
        if (IsHidden)
        {
            return;
        }

        lock (_lock)
        {
            // The last column stays free: a full line would wrap.
            _line = line[..Math.Clamp(width() - 1, 0, line.Length)];
            Draw("");
        }
    }

    public override void Write(char value) => Write([value]);

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(ReadOnlySpan<char> buffer)
    {
        lock (_lock)
        {
            var end = buffer.LastIndexOf('\n') + 1;
            _unfinished.Append(buffer[..end]);
            if (end > 0)
            {
                Draw(_unfinished.ToString());
                _unfinished.Clear();
            }

            _unfinished.Append(buffer[end..]);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            lock (_lock)
            {
                _line = "";
                Draw(_unfinished.ToString());
                _unfinished.Clear();
            }
        }

        base.Dispose(disposing);
    }

    private void Draw(string above)
    {
        terminal.Write(ClearLine + above + _line);
        terminal.Flush();
    }
}
