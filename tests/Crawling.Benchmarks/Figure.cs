namespace Crawling.Benchmarks;

/// <summary>One figure of a scenario, beside what it should be.</summary>
/// <param name="Name">What it is, with its unit.</param>
/// <param name="Value">The figure.</param>
/// <param name="Format">How it is written.</param>
internal sealed record Figure(string Name, double Value, string Format = "0")
{
    /// <summary>Null: as little as it likes.</summary>
    public double? AtLeast { get; init; }

    /// <summary>Null: as much as it likes.</summary>
    public double? AtMost { get; init; }

    public bool IsKept => !(Value < AtLeast) && !(Value > AtMost);

    private string Bar =>
        AtLeast is { } least ? $"at least {least.ToString(Format)}"
        : AtMost is { } most ? $"at most {most.ToString(Format)}"
        : "";

    /// <summary>Prints a table of figures with the machine and the command they come from.</summary>
    /// <returns>The exit code: 1 if a bar is broken.</returns>
    public static async Task<int> PrintAsync(IReadOnlyList<Figure> figures, string command, TextWriter output)
    {
        await output.WriteLineAsync($"""
            Command: `dotnet run -c Release --project tests/Crawling.Benchmarks -- {command}`

            {Machine.Describe()}

            | figure | value | bar | |
            |---|---|---|---|
            """);
        foreach (var figure in figures)
        {
            await output.WriteLineAsync(
                $"| {figure.Name} | {figure.Value.ToString(figure.Format)} | {figure.Bar} | {(figure.Bar is "" ? "" : figure.IsKept ? "kept" : "broken")} |");
        }

        return figures.All(figure => figure.IsKept) ? 0 : 1;
    }
}
