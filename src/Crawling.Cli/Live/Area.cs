using System.Text;

namespace Crawling.Cli;

/// <summary>A rectangle of a <see cref="Canvas"/>; what is written stays inside.</summary>
internal readonly record struct Area(Canvas Canvas, int Left, int Top, int Width, int Height)
{
    private static readonly Rune Cut = new('…');

    /// <summary>Writes from a column of a row on.</summary>
    /// <returns>The column after it.</returns>
    public int Write(int x, int y, string text, Ink ink = Ink.Plain)
    {
        if (y < 0 || y >= Height || Width == 0)
        {
            return x;
        }

        foreach (var rune in text.EnumerateRunes())
        {
            var width = Canvas.WidthOf(rune);
            if (x + width > Width)
            {
                Canvas.Put(Left + Width - 1, Top + y, Cut, 1, ink);
                return Width;
            }

            Canvas.Put(Left + x, Top + y, rune, width, ink);
            x += width;
        }

        return x;
    }

    /// <summary>Writes up to a column, which stays free.</summary>
    public void WriteBefore(int end, int y, string text, Ink ink = Ink.Plain) => Write(Math.Max(0, end - text.Length), y, text, ink);

    /// <summary>The rows from one on.</summary>
    public Area Below(int rows) => Rows(rows, Height - rows);

    public Area Rows(int from, int count)
    {
        var start = Math.Clamp(from, 0, Height);
        return this with { Top = Top + start, Height = Math.Clamp(count, 0, Height - start) };
    }

    public Area Columns(int from, int count)
    {
        var start = Math.Clamp(from, 0, Width);
        return this with { Left = Left + start, Width = Math.Clamp(count, 0, Width - start) };
    }

    /// <summary>A title over a rule, with a note at its end.</summary>
    /// <returns>What is below.</returns>
    public Area Titled(string title, string note = "")
    {
        var end = Width - (note.Length == 0 ? 0 : note.Length + 1);
        var x = Write(0, 0, title, Ink.Bold) + 1;
        Write(x, 0, new string('─', Math.Max(0, end - x)), Ink.Dim);
        if (end > x)
        {
            Write(end + 1, 0, note, Ink.Dim);
        }

        return Below(1);
    }
}
