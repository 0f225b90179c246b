using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Crawling.Tests.Generators;

public sealed class ExtractionGeneratorTests
{
    [Theory]
    [InlineData("""public partial record @event([Css("a")] string @class, [Css("b")] bool IsNew = false) { [Css("i")] public string @new { get; init; } = ""; }""")]
    [InlineData("""namespace A.B { partial interface I { partial struct S { partial class C { private partial record struct R([Css("p")] string? T); } } } }""")]
    [InlineData("""partial record A([Css("a")] B? Below); partial record B([Css("b")] A[] Above);""")]
    [InlineData("""abstract partial record Base { [Css("a")] public string? Id { get; init; } } partial record R([Css("b::text")] int N = -1) : Base { [Css("c::text")] public decimal? P { get; init; } = 2; }""")]
    [InlineData("""partial record R([Css("a")] string A); partial record R { [Css("b::text")] public System.Collections.Immutable.ImmutableArray<int> B { get; init; } }""")]
    public async Task What_is_written_compiles_whatever_the_record_is_like(string code) =>
        Assert.Empty(await SpiderCode.FindAsync(code));

    [Fact]
    public void A_change_elsewhere_writes_nothing_anew()
    {
        var before = SpiderCode.Compile("""public partial record Quote([Css("a")] string Text);""");
        var after = before.AddSyntaxTrees(CSharpSyntaxTree.ParseText("class Other;", (CSharpParseOptions)before.SyntaxTrees[0].Options));

        var run = SpiderCode.Generator().RunGenerators(before).RunGenerators(after).GetRunResult();

        var output = Assert.Single(run.Results.Single().TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(step => step.Outputs));
        Assert.Equal(IncrementalStepRunReason.Cached, output.Reason);
    }
}
