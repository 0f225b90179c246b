using System.Text;
using Spectre.Console;

namespace Crawling.Cli;

/// <summary>A page of fixed size. What does not fit is cut off; nothing ever wraps.</summary>
internal sealed class Canvas
{
    private const string Reset = "\x1b[0m";

    // What a character of double width covers besides its own cell.
    private const string Covered = "";

    private readonly (string Text, Ink Ink)[,] _cells;

    public Canvas(int width, int height)
    {
        (Width, Height) = (width, height);
        _cells = new (string, Ink)[height, width];
        for (var y = 0; y < height; y++)
        {
            Clear(y);
        }
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>The whole of it.</summary>
    public Area Area => new(this, 0, 0, Width, Height);

    /// <summary>A line without its looks.</summary>
    public string Text(int y) => string.Concat(Enumerable.Range(0, Width).Select(x => _cells[y, x].Text));

    /// <summary>A line as a terminal shows it.</summary>
    /// <param name="y">Which.</param>
    /// <param name="colors">Whether with colours.</param>
    public string Line(int y, bool colors)
    {
        var line = new StringBuilder();
        var ink = Ink.Plain;
        for (var x = 0; x < Width; x++)
        {
            var cell = _cells[y, x];
            if (cell.Ink != ink)
            {
                line.Append(ink == Ink.Plain ? "" : Reset).Append(CodeOf(cell.Ink, colors));
                ink = cell.Ink;
            }

            line.Append(cell.Text);
        }

        return ink == Ink.Plain ? line.ToString() : line.Append(Reset).ToString();
    }

    /// <summary>The columns that a character takes; 0 if it is not shown.</summary>
    public static int WidthOf(Rune rune) => rune.IsAscii ? 1 : rune.ToString().GetCellWidth();

    /// <summary>Puts a character of a width into a cell, and those after it.</summary>
    public void Put(int x, int y, Rune rune, int width, Ink ink)
    {
        for (var column = 0; column < width; column++)
        {
            _cells[y, x + column] = (column == 0 ? rune.ToString() : Covered, ink);
        }
    }

    private static string CodeOf(Ink ink, bool colors) => ink switch
    {
        Ink.Dim => "\x1b[2m",
        Ink.Bold => "\x1b[1m",
        Ink.Selected => "\x1b[7m",
        Ink.Good when colors => "\x1b[32m",
        Ink.Notice when colors => "\x1b[36m",
        Ink.Warning when colors => "\x1b[33m",
        Ink.Bad when colors => "\x1b[31m",
        _ => "",
    };

    private void Clear(int y)
    {
        for (var x = 0; x < Width; x++)
        {
            _cells[y, x] = (" ", Ink.Plain);
        }
    }
}
