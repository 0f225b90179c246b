using System.Globalization;
using Crawling.Generators;
using Crawling.Generators.Extraction;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Crawling.Tests.Generators;

/// <summary>A spider's source, through the compiler with the generator and the analyzers.</summary>
internal static class SpiderCode
{
    private static readonly CSharpParseOptions Language = new(LanguageVersion.Latest);

    private static readonly IReadOnlyList<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path)),
    ];

    public static CSharpCompilation Compile(string code) => CSharpCompilation.Create(
        "spiders",
        [
            CSharpSyntaxTree.ParseText(code, Language, "spider.cs"),
            CSharpSyntaxTree.ParseText("global using Crawling; global using System; global using System.Collections.Generic; global using System.IO; global using System.Threading; global using System.Threading.Tasks;", Language),
        ],
        References,
        new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    public static GeneratorDriver Generator() => CSharpGeneratorDriver.Create(
        [new ExtractionGenerator().AsSourceGenerator()],
        parseOptions: Language,
        driverOptions: new(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>The compiler's errors and what the analyzers find, as "(line,column): ID: message".</summary>
    public static async Task<IReadOnlyList<string>> FindAsync(string code)
    {
        Generator().RunGeneratorsAndUpdateCompilation(Compile(code), out var compilation, out _);
        var found = await compilation.WithAnalyzers(SpiderAnalyzers.All).GetAnalyzerDiagnosticsAsync();
        return
        [
            .. compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Concat(found)
                .OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)
                .Select(Show),
        ];
    }

    private static string Show(Diagnostic diagnostic)
    {
        var start = diagnostic.Location.GetLineSpan().StartLinePosition;
        return $"({start.Line + 1},{start.Character + 1}): {diagnostic.Id}: {diagnostic.GetMessage(CultureInfo.InvariantCulture)}";
    }
}
