using System.Text;

namespace Crawling.Cli;

/// <summary>Keeps one line at the bottom of a terminal and lets everything else that is written scroll above it.</summary>
internal sealed class LiveLineWriter(TextWriter terminal, Func<int> width) : TextWriter
{
    private const string ClearLine = "\r\x1b[K";

    private readonly Lock _lock = new();
    private readonly StringBuilder _unfinished = new();
    private string _line = "";
    private bool _isHeld;

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
            if (!_isHeld)
            {
                Draw("");
            }
        }
    }

    /// <summary>Leaves the terminal to others: what is written waits until <see cref="Release"/>.</summary>
    public void Hold()
    {
        lock (_lock)
        {
            terminal.Write(ClearLine);
            terminal.Flush();
            _isHeld = true;
        }
    }

    /// <summary>Takes the terminal again.</summary>
    public void Release()
    {
        lock (_lock)
        {
            _isHeld = false;
            DrawFinished();
        }
    }

    public override void Write(char value) => Write([value]);

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(ReadOnlySpan<char> buffer)
    {
        lock (_lock)
        {
            _unfinished.Append(buffer);
            if (!_isHeld && buffer.Contains('\n'))
            {
                DrawFinished();
            }
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

    private void DrawFinished()
    {
        var text = _unfinished.ToString();
        var end = text.LastIndexOf('\n') + 1;
        Draw(text[..end]);
        _unfinished.Remove(0, end);
    }

    private void Draw(string above)
    {
        terminal.Write(ClearLine + above + _line);
        terminal.Flush();
    }
}
