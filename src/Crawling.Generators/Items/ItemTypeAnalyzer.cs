using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Crawling.Generators.Items;

/// <summary>Finds items with a field that feeds cannot write.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ItemTypeAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.Unwritable];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(AnalyzeRecord, SymbolKind.NamedType);
        context.RegisterOperationAction(AnalyzeOutput, OperationKind.Invocation);
    }

    private static void AnalyzeRecord(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (type.IsOrDerivesFrom("Item"))
        {
            foreach (var (name, field, advice) in UnwritableFields(type))
            {
                context.ReportDiagnostic(Diagnostic.Create(Rules.Unwritable, field.Locations[0], name, field.Type.ShortName(), advice));
            }
        }
    }

    // Output.From takes any object, such as one of an anonymous type.
    private static void AnalyzeOutput(OperationAnalysisContext context)
    {
        var call = (IInvocationOperation)context.Operation;
        if (call.TargetMethod is { Name: "From" } from && from.ContainingType.IsLibraryType("Output")
            && call.Arguments[0].Value is IConversionOperation { Operand: { Type: { } type } item } && !type.IsOrDerivesFrom("Item"))
        {
            foreach (var (name, field, advice) in UnwritableFields(type))
            {
                context.ReportDiagnostic(Diagnostic.Create(Rules.Unwritable, item.Syntax.GetLocation(), name, field.Type.ShortName(), advice));
            }
        }
    }

    private static IEnumerable<(string Name, IPropertySymbol Field, string Advice)> UnwritableFields(ITypeSymbol type)
    {
        foreach (var field in type.GetMembers().OfType<IPropertySymbol>())
        {
            if (field is { DeclaredAccessibility: Accessibility.Public, IsStatic: false, IsIndexer: false, GetMethod: not null }
                && !field.GetAttributes().Any(DecidesItself) && UnwritableTypes.AdviceFor(field.Type) is { } advice)
            {
                yield return (type.IsAnonymousType ? field.Name : $"{type.Name}.{field.Name}", field, advice);
            }
        }
    }

    private static bool DecidesItself(AttributeData attribute) => attribute.AttributeClass is { Name: "JsonIgnoreAttribute" or "JsonConverterAttribute" };
}
