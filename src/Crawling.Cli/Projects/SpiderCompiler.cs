using System.Diagnostics;
using System.Globalization;
using System.Text;
using Crawling.Generators;
using Crawling.Generators.Extraction;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace Crawling.Cli;

/// <summary>Compiles a project's spiders in memory. The only class that touches the compiler: starting without it is what makes the cache pay.</summary>
internal sealed class SpiderCompiler(SpiderProject project)
{
    // Those of the SDK, so that a spider also compiles in a project and by `dotnet run`.
    private static readonly string[] ImplicitUsings =
    [
        "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks",
    ];

    private static readonly CSharpParseOptions Language = new(LanguageVersion.Latest, DocumentationMode.None);

    /// <summary>Debuggers bind no breakpoints in optimised code by default.</summary>
    private static readonly CSharpCompilationOptions Options = new(
        OutputKind.DynamicallyLinkedLibrary,
        optimizationLevel: Debugger.IsAttached ? OptimizationLevel.Debug : OptimizationLevel.Release,
        nullableContextOptions: NullableContextOptions.Enable,
        deterministic: true);

    public CompiledSpiders Compile(IReadOnlyList<SpiderSource> sources, IReadOnlyList<string> references)
    {
        var compilation = Generate(CSharpCompilation.Create(
            "spiders",
            [.. sources.Select(Parse), GlobalUsings()],
            [.. PlatformAssemblies().Concat(references).Select(path => MetadataReference.CreateFromFile(path))],
            Options));
        var analysis = compilation.WithAnalyzers(SpiderAnalyzers.All).GetAnalyzerDiagnosticsAsync();
        using var assembly = new MemoryStream();
        using var symbols = new MemoryStream();
        var emitted = compilation.Emit(
            assembly, symbols, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb, pdbFilePath: "spiders.pdb"));
        var found = analysis.GetAwaiter().GetResult();
        var errors = Lines(DiagnosticSeverity.Error, [.. emitted.Diagnostics, .. found]);
        if (errors.Count > 0)
        {
            throw new CompilationException(errors);
        }

        RefuseSharedNames(compilation);
        return new(assembly.ToArray(), symbols.ToArray(), Lines(DiagnosticSeverity.Warning, found));
    }

    private static CSharpCompilation Generate(CSharpCompilation compilation)
    {
        CSharpGeneratorDriver.Create([new ExtractionGenerator().AsSourceGenerator()], parseOptions: Language)
            .RunGeneratorsAndUpdateCompilation(compilation, out var generated, out _);
        return (CSharpCompilation)generated;
    }

    private List<string> Lines(DiagnosticSeverity severity, IEnumerable<Diagnostic> diagnostics) =>
    [
        .. diagnostics
            .Where(diagnostic => diagnostic.Severity == severity)
            .OrderBy(diagnostic => diagnostic.Location.SourceTree?.FilePath, StringComparer.Ordinal)
            .ThenBy(diagnostic => diagnostic.Location.SourceSpan.Start)
            .Select(Show),
    ];

    private static SyntaxTree Parse(SpiderSource source) => CSharpSyntaxTree.ParseText(
        SourceText.From(source.Content, source.Content.Length, Encoding.UTF8, SourceHashAlgorithm.Sha256), Language, source.Path);

    private static SyntaxTree GlobalUsings() =>
        CSharpSyntaxTree.ParseText(string.Concat(ImplicitUsings.Select(name => $"global using {name};\n")), Language, encoding: Encoding.UTF8);

    private static string[] PlatformAssemblies() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);

    private void RefuseSharedNames(CSharpCompilation compilation)
    {
        var spider = compilation.GetTypeByMetadataName(typeof(Spider).FullName!);
        var shared = TypesIn(compilation.Assembly.GlobalNamespace)
            .Where(type => !type.IsAbstract && !type.IsGenericType && Bases(type).Contains(spider, SymbolEqualityComparer.Default))
            .GroupBy(NameOf, StringComparer.Ordinal)
            .Where(named => named.Skip(1).Any())
            .Select(named => $"{string.Join(" and ", named.Select(type => Show(type.Locations[0])))}: error: these spiders are both named '{named.Key}'")
            .ToList();
        if (shared.Count > 0)
        {
            throw new CompilationException(shared);
        }
    }

    private static string NameOf(INamedTypeSymbol type) => type.GetAttributes()
        .FirstOrDefault(attribute => attribute.AttributeClass?.ToDisplayString() == typeof(SpiderAttribute).FullName)?
        .ConstructorArguments[0].Value as string ?? SpiderName.Of(type.Name);

    private static IEnumerable<INamedTypeSymbol> TypesIn(INamespaceOrTypeSymbol container) => container.GetMembers()
        .OfType<INamespaceOrTypeSymbol>()
        .SelectMany(member => member is INamedTypeSymbol type ? TypesIn(type).Prepend(type) : TypesIn(member));

    private static IEnumerable<INamedTypeSymbol> Bases(INamedTypeSymbol type)
    {
        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            yield return current;
        }
    }

    private string Show(Diagnostic diagnostic)
    {
        var message = $"{diagnostic.Severity.ToString().ToLowerInvariant()} {diagnostic.Id}: {diagnostic.GetMessage(CultureInfo.InvariantCulture)}";
        return diagnostic.Location.IsInSource ? $"{Show(diagnostic.Location)}: {message}" : message;
    }

    private string Show(Location location)
    {
        var span = location.GetMappedLineSpan();
        return $"{Path.GetRelativePath(project.Root, span.Path)}({span.StartLinePosition.Line + 1},{span.StartLinePosition.Character + 1})";
    }
}
