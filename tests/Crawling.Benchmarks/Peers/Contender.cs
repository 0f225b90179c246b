using System.Diagnostics;

namespace Crawling.Benchmarks;

/// <summary>One crawler of the comparison.</summary>
/// <param name="Name">What it is called in the table.</param>
/// <param name="Reference">The name of what it is measured against, or null.</param>
/// <param name="MostRuns">Runs of it, if fewer than asked for.</param>
/// <param name="Command">How it is started: with the file it writes a line a page to, and the URLs it starts from.</param>
internal sealed record Contender(string Name, string? Reference, int MostRuns, Func<string, IReadOnlyList<string>, ProcessStartInfo> Command);
