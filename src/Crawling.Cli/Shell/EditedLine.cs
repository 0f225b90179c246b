namespace Crawling.Cli;

/// <summary>A line as it is edited, and where the caret is in it.</summary>
internal sealed class EditedLine
{
    public string Text { get; private set; } = "";

    public int Caret { get; private set; }

    public void Set(string text)
    {
        Text = text;
        Caret = text.Length;
    }

    public void Insert(string text) => Replace(Caret, Caret, text);

    /// <summary>Takes out from a place to the caret, and puts something there.</summary>
    public void ReplaceFrom(int start, string text) => Replace(start, Caret, text);

    public void Home() => Caret = 0;

    public void End() => Caret = Text.Length;

    public void Left() => Caret = Before;

    public void Right() => Caret = After;

    public void Backspace() => Replace(Before, Caret, "");

    public void Delete() => Replace(Caret, After, "");

    public void DeleteToStart() => Replace(0, Caret, "");

    public void DeleteToEnd() => Replace(Caret, Text.Length, "");

    /// <summary>Takes out the word before the caret, and the space behind it.</summary>
    public void DeleteWord()
    {
        var start = Text[..Caret].TrimEnd(' ').LastIndexOf(' ') + 1;
        Replace(start, Caret, "");
    }

    // A character outside the basic plane is two.
    private int Before => Caret - (Caret > 1 && char.IsLowSurrogate(Text[Caret - 1]) ? 2 : Math.Min(Caret, 1));

    private int After => Caret + (Caret + 1 < Text.Length && char.IsHighSurrogate(Text[Caret]) ? 2 : Math.Min(Text.Length - Caret, 1));

    private void Replace(int start, int end, string text)
    {
        Text = Text[..start] + text + Text[end..];
        Caret = start + text.Length;
    }
}
