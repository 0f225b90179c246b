using Crawling.Configuration;

namespace Crawling.Cli;

/// <summary>The end of the line that refuses an unknown name.</summary>
internal static class Suggestion
{
    public static string For(string wanted, IReadOnlyCollection<string> known) => NearestName.Of(wanted, known) is { } nearest
        ? $"did you mean '{nearest}'?"
        : $"known: {string.Join(", ", known)}";
}
