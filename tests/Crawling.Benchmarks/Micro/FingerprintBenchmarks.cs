using BenchmarkDotNet.Attributes;
using Crawling.Scheduling;

namespace Crawling.Benchmarks;

/// <summary>Fingerprints of requests: of what is nothing but a URL, and of one with a body.</summary>
public class FingerprintBenchmarks
{
    private const int Count = 100_000;

    private readonly Request _post = new("https://docs.example.org/3/search") { Method = "POST", Body = new byte[200] };
    private readonly Request[] _urls = [.. Enumerable.Range(0, Count).Select(id => new Request($"https://docs.example.org/3/library/page-{id}.html"))];
    private int _next;

    [Benchmark]
    public UInt128 Url() => Fingerprint.Of(_urls[_next = (_next + 1) % Count]);

    [Benchmark]
    public UInt128 Post() => Fingerprint.Of(_post);
}
