namespace Crawling.Tests;

/// <content>Its tables.</content>
internal sealed partial class DocsPage
{
    /// <summary>What stands in backticks anywhere.</summary>
    public IEnumerable<string> Code => Lines.SelectMany(InBackticks);

    /// <summary>The rows of all its tables, without heads, as cells.</summary>
    public IEnumerable<IReadOnlyList<string>> Rows => RowsOf(Lines);

    /// <summary>Those under a heading of the second level.</summary>
    public IEnumerable<IReadOnlyList<string>> RowsUnder(string heading) => RowsOf(Lines
        .SkipWhile(line => line != $"## {heading}").Skip(1)
        .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal)));

    public static IEnumerable<string> InBackticks(string text) => text.Split('`').Where((_, at) => at % 2 == 1);

    private static IEnumerable<IReadOnlyList<string>> RowsOf(IEnumerable<string> lines) => lines
        .Zip(lines.Skip(1).Append(""))
        .Where(pair => pair.First.StartsWith("| ", StringComparison.Ordinal) && !pair.Second.StartsWith("|-", StringComparison.Ordinal))
        .Select(pair => pair.First[1..^1].Split('|').Select(cell => cell.Trim()).ToList());
}
