namespace Crawling.Cli;

/// <summary>How much was crawled, in bytes of bodies.</summary>
internal readonly record struct BenchLoad(int Pages, long Bytes);
