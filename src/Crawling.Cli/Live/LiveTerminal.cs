using System.Text;

namespace Crawling.Cli;

/// <summary>The terminal while the view has it: its second screen, without a cursor. Writes only what has changed. From any thread.</summary>
internal sealed class LiveTerminal(TextWriter terminal, bool colors)
{
    private const string Enter = "\x1b[?1049h\x1b[?25l";
    private const string Leave = "\x1b[?25h\x1b[?1049l";
    private const string Clear = "\x1b[2J";

    // The terminal shows what comes between the two at once, if it knows them.
    private const string Begin = "\x1b[?2026h";
    private const string End = "\x1b[?2026l";

    private readonly Lock _lock = new();
    private string[] _shown = [];
    private (int Width, int Height) _size;
    private bool _isOpen;

    public void Open()
    {
        lock (_lock)
        {
            if (!_isOpen)
            {
                _isOpen = true;
                _size = default;
                Write(Enter);
            }
        }
    }

    /// <summary>Gives back what was on the screen before.</summary>
    public void Close()
    {
        lock (_lock)
        {
            if (_isOpen)
            {
                _isOpen = false;
                Write(Leave);
            }
        }
    }

    /// <summary>After the process was stopped, as by Ctrl-Z, the shell has written to the screen.</summary>
    public void Reopen()
    {
        lock (_lock)
        {
            if (_isOpen)
            {
                Close();
                Open();
            }
        }
    }

    public void Show(Canvas canvas)
    {
        lock (_lock)
        {
            if (!_isOpen)
            {
                return;
            }

            var text = new StringBuilder(Begin);
            if (_size != (canvas.Width, canvas.Height))
            {
                _size = (canvas.Width, canvas.Height);
                _shown = new string[canvas.Height];
                text.Append(Clear);
            }

            for (var y = 0; y < canvas.Height; y++)
            {
                var line = canvas.Line(y, colors);
                if (line != _shown[y])
                {
                    text.Append("\x1b[").Append(y + 1).Append(";1H").Append(line);
                    _shown[y] = line;
                }
            }

            Write(text.Append(End).ToString());
        }
    }

    private void Write(string text)
    {
        terminal.Write(text);
        terminal.Flush();
    }
}
