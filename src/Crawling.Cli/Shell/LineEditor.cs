using System.Text;
using Spectre.Console.Rendering;

namespace Crawling.Cli;

/// <summary>Reads lines from a terminal, with the usual keys to edit them, earlier lines and completion.</summary>
/// <param name="terminal">The terminal.</param>
/// <param name="history">The earlier lines.</param>
internal sealed class LineEditor(ITerminal terminal, LineHistory history)
{
    private const int MostNames = 100;

    private EditedLine _line = new();
    private string _prompt = "";
    private string _draft = "";
    private int _earlier;
    private int _row;

    /// <summary>A line, as it is entered or given up.</summary>
    /// <param name="prompt">What stands before it.</param>
    /// <param name="complete">Completes its part before the caret.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<EnteredLine> ReadAsync(string prompt, Func<string, Task<Completions>> complete, CancellationToken cancellation)
    {
        _line = new();
        _prompt = prompt;
        _earlier = history.Lines.Count;
        _row = 0;
        Draw();
        while (true)
        {
            var key = await terminal.ReadKeyAsync(cancellation);
            if (EndOf(key) is { } end)
            {
                _line.End();
                Draw();
                terminal.Write("\r\n");
                history.Add(end == LineEnd.Entered ? _line.Text : "");
                return new(_line.Text, end);
            }

            if (key.Key == ConsoleKey.Tab)
            {
                await CompleteAsync(complete);
            }
            else
            {
                Edit(key);
            }

            Draw();
        }
    }

    private LineEnd? EndOf(ConsoleKeyInfo key) => key switch
    {
        { Key: ConsoleKey.Enter } => LineEnd.Entered,
        { Key: ConsoleKey.C, Modifiers: ConsoleModifiers.Control } => LineEnd.GivenUp,
        { Key: ConsoleKey.D, Modifiers: ConsoleModifiers.Control } when _line.Text.Length == 0 => LineEnd.Closed,
        _ => null,
    };

    private void Edit(ConsoleKeyInfo key)
    {
        switch (key)
        {
            case { Key: ConsoleKey.LeftArrow }:
                _line.Left();
                break;
            case { Key: ConsoleKey.RightArrow }:
                _line.Right();
                break;
            case { Key: ConsoleKey.Home } or { Key: ConsoleKey.A, Modifiers: ConsoleModifiers.Control }:
                _line.Home();
                break;
            case { Key: ConsoleKey.End } or { Key: ConsoleKey.E, Modifiers: ConsoleModifiers.Control }:
                _line.End();
                break;
            case { Key: ConsoleKey.Backspace } or { Key: ConsoleKey.H, Modifiers: ConsoleModifiers.Control }:
                _line.Backspace();
                break;
            case { Key: ConsoleKey.Delete } or { Key: ConsoleKey.D, Modifiers: ConsoleModifiers.Control }:
                _line.Delete();
                break;
            case { Key: ConsoleKey.U, Modifiers: ConsoleModifiers.Control }:
                _line.DeleteToStart();
                break;
            case { Key: ConsoleKey.K, Modifiers: ConsoleModifiers.Control }:
                _line.DeleteToEnd();
                break;
            case { Key: ConsoleKey.W, Modifiers: ConsoleModifiers.Control }:
                _line.DeleteWord();
                break;
            case { Key: ConsoleKey.L, Modifiers: ConsoleModifiers.Control }:
                terminal.Write("\x1b[H\x1b[2J");
                _row = 0;
                break;
            case { Key: ConsoleKey.UpArrow }:
                Recall(_earlier - 1);
                break;
            case { Key: ConsoleKey.DownArrow }:
                Recall(_earlier + 1);
                break;
            case { KeyChar: var character } when !char.IsControl(character):
                _line.Insert(character.ToString());
                break;
        }
    }

    private void Recall(int index)
    {
        if (index < 0 || index > history.Lines.Count)
        {
            return;
        }

        _draft = _earlier == history.Lines.Count ? _line.Text : _draft;
        _earlier = index;
        _line.Set(index == history.Lines.Count ? _draft : history.Lines[index]);
    }

    private async Task CompleteAsync(Func<string, Task<Completions>> complete)
    {
        var before = _line.Text[.._line.Caret];
        var found = await complete(before);
        var word = before[found.Start..];
        if (found.Shared.Length > word.Length || (found.Names.Count == 1 && found.Shared != word))
        {
            _line.ReplaceFrom(found.Start, found.Shared);
        }
        else if (found.Signatures.Count > 0)
        {
            ShowBelow(string.Join("\r\n", found.Signatures));
        }
        else if (found.Names.Count > 1)
        {
            ShowBelow(Columns(found.Names));
        }
    }

    private string Columns(IReadOnlyList<string> names)
    {
        var width = names.Take(MostNames).Max(name => name.Length) + 2;
        var rows = names.Take(MostNames).Chunk(Math.Max(1, (terminal.Width - 1) / width)).Select(row => string.Concat(row.Select(name => name.PadRight(width))).TrimEnd());
        return string.Join("\r\n", names.Count > MostNames ? rows.Append("…") : rows);
    }

    private void ShowBelow(string text)
    {
        var caret = _line.Caret;
        _line.End();
        Draw();
        terminal.Write($"\r\n{text}\r\n");
        _row = 0;
        while (_line.Caret > caret)
        {
            _line.Left();
        }
    }

    /// <summary>Draws prompt and line anew, over as many rows as they take, and puts the cursor where the caret is.</summary>
    private void Draw()
    {
        var width = terminal.Width;
        var all = Cells(_prompt + _line.Text);
        var caret = Cells(_prompt + _line.Text[.._line.Caret]);
        var drawing = new StringBuilder();
        Move(drawing, _row, 'A');
        drawing.Append("\r\x1b[J").Append(_prompt).Append(_line.Text);
        if (all > 0 && all % width == 0)
        {
            // Behind a full row the cursor waits for one more character before it goes to the next.
            drawing.Append("\r\n");
        }

        _row = caret / width;
        Move(drawing, (all / width) - _row, 'A');
        drawing.Append('\r');
        Move(drawing, caret % width, 'C');
        terminal.Write(drawing.ToString());
    }

    private static void Move(StringBuilder drawing, int count, char direction) =>
        drawing.Append(count > 0 ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"\x1b[{count}{direction}") : "");

    private static int Cells(string text) => new Segment(text).CellCount();
}
