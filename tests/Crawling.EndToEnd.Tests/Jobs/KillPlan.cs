using System.Globalization;

namespace Crawling.EndToEnd.Tests.Jobs;

/// <summary>How often and when a crawl is killed: <c>CRAWLING_KILLS</c> times, a few by default, at moments that <c>CRAWLING_SEED</c> repeats
/// as far as two runs are alike.</summary>
internal sealed class KillPlan
{
    private const int Few = 4;

    /// <summary>A process does so much at least before it is killed: one that dies again and again of the same requests has a poison request.</summary>
    private const int LeastRequests = 8;

    private static readonly TimeSpan LongestLag = TimeSpan.FromMilliseconds(30);

    private readonly Random _random;

    public KillPlan()
    {
        Seed = NumberOf("CRAWLING_SEED") ?? Random.Shared.Next();
        _random = new Random(Seed);
        Kills = NumberOf("CRAWLING_KILLS") ?? Few;
    }

    public int Seed { get; }

    public int Kills { get; }

    /// <summary>How many requests the site serves until the next kill.</summary>
    /// <param name="killed">Kills so far.</param>
    /// <param name="left">Pages that are left.</param>
    public int NextRequests(int killed, int left) =>
        _random.Next(LeastRequests, Math.Max(LeastRequests, 2 * left / (Kills - killed + 1)) + 1);

    /// <summary>How long after that: so the kill meets every stage, not the arrival of a request only.</summary>
    public TimeSpan NextLag() => LongestLag * _random.NextDouble();

    private static int? NumberOf(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : null;
}
