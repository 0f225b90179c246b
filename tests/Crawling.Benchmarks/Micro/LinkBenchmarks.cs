using BenchmarkDotNet.Attributes;

namespace Crawling.Benchmarks;

/// <summary>The links of a page.</summary>
public class LinkBenchmarks
{
    private readonly Response _parsed = SamplePage.Fresh();

    [GlobalSetup]
    public void Parse() => _ = _parsed.Document;

    [Benchmark]
    public int WithoutTree() => SamplePage.Fresh().Links().Count;

    [Benchmark]
    public int WithTree() => _parsed.Links().Count;

    [Benchmark]
    public int Follow()
    {
        var response = SamplePage.Fresh();
        return response.FollowAll(response.Links()).Count();
    }
}
