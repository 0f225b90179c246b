using Spectre.Console;

namespace Crawling.Cli;

/// <summary>Tables on one of the process's outputs: with borders on a terminal, plain columns elsewhere.</summary>
internal sealed class TableOutput
{
    private readonly IAnsiConsole _console;
    private readonly bool _isTerminal;

    private TableOutput(TextWriter writer, bool isTerminal)
    {
        _console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(writer) });
        _isTerminal = isTerminal;
        if (!isTerminal)
        {
            _console.Profile.Width = int.MaxValue / 2;
        }
    }

    public static TableOutput Data => new(Console.Out, !Console.IsOutputRedirected);

    public static TableOutput Messages => new(Console.Error, !Console.IsErrorRedirected);

    public void Write(Table table) => _console.Write(_isTerminal ? table.RoundedBorder() : table.NoBorder());

    /// <summary>Text for a cell, whatever a remote site has put into it.</summary>
    public static string Cell(string text) => Markup.Escape(CleanText.Line(text));
}
