using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Crawling.Generators.Extraction;

/// <summary>Implements <c>IExtractable</c> for each partial record with [Css] or [XPath] on its fields.</summary>
[Generator]
public sealed class ExtractionGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var files = context.SyntaxProvider
            .CreateSyntaxProvider(IsPartialRecord, FileOf)
            .Where(file => file is not null);
        context.RegisterSourceOutput(files, (output, file) => output.AddSource(file!.Name, SourceText.From(file.Content, Encoding.UTF8)));
    }

    private static bool IsPartialRecord(SyntaxNode node, CancellationToken cancellation) =>
        node is RecordDeclarationSyntax record && record.Modifiers.Any(SyntaxKind.PartialKeyword);

    // One file a record, from the first of its parts.
    private static GeneratedFile? FileOf(GeneratorSyntaxContext part, CancellationToken cancellation) =>
        part.SemanticModel.GetDeclaredSymbol(part.Node, cancellation) is INamedTypeSymbol { IsAbstract: false } type
        && type.DeclaringSyntaxReferences[0].GetSyntax(cancellation) == part.Node
        && ExtractedRecord.Of(type) is { } record && record.Obstacle() is null
            ? new($"{type.ToDisplayString()}.g.cs", ExtractionWriter.Write(record))
            : null;

    private sealed record GeneratedFile(string Name, string Content);
}
