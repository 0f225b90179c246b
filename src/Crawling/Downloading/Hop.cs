namespace Crawling.Downloading;

/// <summary>What the engine knows of the way to a request: kept from hop to hop, never handed from a page to its children.</summary>
internal sealed record Hop
{
    public static readonly Hop First = new();

    // A request may be tried again without end, and is to stay small.
    private const int MostTries = 20;

    /// <summary>Links between the start and this request.</summary>
    public int Depth { get; init; }

    /// <summary>Links followed within this request's host, since the crawl came to it.</summary>
    public int HostDepth { get; init; }

    /// <summary>The URL of the page that links here; null for what a spider starts with and what comes from outside.</summary>
    public string? Page { get; init; }

    /// <summary>What that page lets its links tell of it; null: as the settings say.</summary>
    public ReferrerPolicy? Referrer { get; init; }

    /// <summary>How often this request has been tried before.</summary>
    public int Retries { get; init; }

    /// <summary>What the last of its tries have failed with, the oldest first.</summary>
    public IReadOnlyList<FailedTry> EarlierTries { get; init; } = [];

    /// <summary>The URLs that led here by redirect, the first one asked for first.</summary>
    public IReadOnlyList<Url> RedirectedFrom { get; init; } = [];

    /// <summary>Why each of <see cref="RedirectedFrom"/> led on.</summary>
    public IReadOnlyList<string> RedirectReasons { get; init; } = [];

    /// <summary>The fingerprints of the requests that led here by retry or redirect: none of them is a duplicate of this one.</summary>
    public IReadOnlyList<UInt128> Chain { get; init; } = [];

    /// <summary>The same after one more try.</summary>
    public Hop After(FailedTry failed) => this with { EarlierTries = [.. EarlierTries.TakeLast(MostTries - 1), failed] };
}
