using System.Collections.Immutable;
using Crawling.Generators.Selectors;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Crawling.Generators.Extraction;

/// <summary>Says why a record cannot be taken from a page, or a field of it not as it is meant.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ExtractionAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [Rules.Unparsable, Rules.NotPartial, Rules.UnsupportedType, Rules.NotSettable, Rules.WrongKind];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        if (ExtractedRecord.Of((INamedTypeSymbol)context.Symbol) is not { } record)
        {
            return;
        }

        if (record.Obstacle() is { } obstacle)
        {
            Report(context, Rules.NotPartial, record.Type.Locations[0], record.Type.Name, obstacle);
        }

        foreach (var (field, problem) in record.Gaps())
        {
            Report(context, Rules.NotSettable, field.Locations[0], $"{record.Type.Name}.{field.Name}", problem);
        }

        // What is inherited is reported where it is declared.
        foreach (var member in record.Members.Where(member => SymbolEqualityComparer.Default.Equals(member.Symbol.ContainingType, record.Type)))
        {
            AnalyzeMember(context, record, member);
        }
    }

    private static void AnalyzeMember(SymbolAnalysisContext context, ExtractedRecord record, ExtractedMember member)
    {
        var name = $"{record.Type.Name}.{member.Name}";
        if (member.Query is not { } query)
        {
            return;
        }

        if (ProblemOf(query) is { } problem)
        {
            Report(context, Rules.Unparsable, query.Place(0), problem);
        }

        if (query.Pattern is { } pattern && Queries.ProblemOfPattern(pattern) is { } patternProblem)
        {
            Report(context, Rules.Unparsable, query.Place(1), patternProblem);
        }

        if (member.Type is null)
        {
            Report(context, Rules.UnsupportedType, member.Symbol.Locations[0], name, member.DeclaredType.ShortName(), AdviceFor(member.DeclaredType));
        }
        else if (MismatchOf(name, query, member.Type) is { } mismatch)
        {
            Report(context, Rules.WrongKind, query.Place(0), mismatch);
        }
    }

    private static string? ProblemOf(FieldQuery query) => query.IsXPath ? Queries.ProblemOfXPath(query.Query) : Queries.ProblemOfCss(query.Query);

    private static string AdviceFor(ITypeSymbol type) => type.SpecialType == SpecialType.System_DateTime
        ? "a DateTimeOffset or a DateOnly is"
        : "text, numbers, bool, DateTimeOffset, Url, enumerations, types with IParsable, records with [Css] fields are, and arrays or lists of them";

    private static string? MismatchOf(string name, FieldQuery query, FieldType type)
    {
        if (query.IsXPath)
        {
            return null;
        }

        return (type.Kind, Queries.GivesElements(query.Query)) switch
        {
            (FieldKind.Item, false) => $"{name} is an item, which is taken from elements, but '{query.Query}' gives text",
            (FieldKind.Number or FieldKind.Time or FieldKind.Name or FieldKind.Parsed, true) when query.Pattern is null =>
                $"{name} is read from text, but '{query.Query}' gives the markup of elements: write '{query.Query}::text'",
            _ => null,
        };
    }

    private static void Report(SymbolAnalysisContext context, DiagnosticDescriptor rule, Location place, params object[] arguments) =>
        context.ReportDiagnostic(Diagnostic.Create(rule, place, arguments));
}
