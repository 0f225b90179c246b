using BenchmarkDotNet.Attributes;

namespace Crawling.Benchmarks;

/// <summary>URLs: absolute, joined to a base, and in the form for dedupe.</summary>
public class UrlBenchmarks
{
    private const string Plain = "https://docs.example.org/3/library/glob.html";
    private const string Odd = "HTTPS://Docs.Example.org:443/3/a b/../library/glob.html?b=2&a=1&b=%7Euser#top";

    private readonly Url _base = Plain;
    private readonly Url _odd = Odd;

    [Benchmark]
    public Url ParsePlain() => Url.Parse(Plain);

    [Benchmark]
    public Url ParseOdd() => Url.Parse(Odd);

    [Benchmark]
    public Url JoinRelative() => Url.Parse("../reference/datamodel.html#special", _base);

    [Benchmark]
    public Url JoinRooted() => Url.Parse("/3/tutorial/index.html", _base);

    [Benchmark]
    public string CanonicalPlain() => _base.Canonical();

    [Benchmark]
    public string CanonicalOdd() => _odd.Canonical();

    [Benchmark]
    public Uri SystemUri() => new(Plain);
}
