using BenchmarkDotNet.Attributes;

namespace Crawling.Benchmarks;

/// <summary>Selectors on a page that has no tree yet, and on one that has.</summary>
public class SelectorBenchmarks
{
    private readonly Response _parsed = SamplePage.Fresh();

    [GlobalSetup]
    public void Parse() => _ = _parsed.Document;

    [Benchmark]
    public string? CssTitleWithoutTree() => SamplePage.Fresh().Css("title::text").Get();

    [Benchmark]
    public int CssReferencesWithoutTree() => SamplePage.Fresh().Css("a::attr(href)").Count;

    [Benchmark]
    public object ParseTree() => SamplePage.Fresh().Document;

    [Benchmark]
    public string? CssTitle() => _parsed.Css("title::text").Get();

    [Benchmark]
    public int CssReferences() => _parsed.Css("a::attr(href)").Count;

    [Benchmark]
    public int CssNested() => _parsed.Css("section dl > dt code.descname::text").Count;

    [Benchmark]
    public int XPathReferences() => _parsed.XPath("//a/@href").Count;

    [Benchmark]
    public int XPathNested() => _parsed.XPath("//section//dl/dt//code[contains(@class, 'descname')]/text()").Count;
}
