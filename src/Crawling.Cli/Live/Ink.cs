namespace Crawling.Cli;

/// <summary>The looks of text. All are the terminal's own colours, so that they can be read on a dark and on a light ground.</summary>
internal enum Ink
{
    Plain,
    Dim,
    Bold,
    Selected,
    Good,
    Notice,
    Warning,
    Bad,
}
