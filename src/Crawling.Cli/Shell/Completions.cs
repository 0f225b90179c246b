namespace Crawling.Cli;

/// <summary>What may stand in place of the word before the caret.</summary>
/// <param name="Start">Where the word begins.</param>
/// <param name="Names">What it may become.</param>
/// <param name="Signatures">What it is, if it is whole.</param>
internal sealed record Completions(int Start, IReadOnlyList<string> Names, IReadOnlyList<string> Signatures)
{
    /// <summary>The beginning that all names share.</summary>
    public string Shared => Names.Count == 0 ? "" : Names.Aggregate(SharedOf);

    private static string SharedOf(string one, string other)
    {
        var length = one.AsSpan().CommonPrefixLength(other);
        return one[..length];
    }
}
