using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Crawling.Generators.Callbacks;

/// <summary>Finds callbacks that a job could not find again by their names: all but the methods of the spider itself.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CallbackNameAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.Unnamed];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterOperationAction(Analyze, OperationKind.DelegateCreation);
    }

    private static void Analyze(OperationAnalysisContext context)
    {
        var creation = (IDelegateCreationOperation)context.Operation;
        if (IsKept(creation.Type)
            && LibraryTypes.SpiderOf(context.ContainingSymbol) is { } spider
            && Describe(creation.Target, spider) is { } what)
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.Unnamed, creation.Syntax.GetLocation(), what, spider.Name));
        }
    }

    private static bool IsKept(ITypeSymbol? type) =>
        type.IsLibraryType("ParseCallback") || type.IsLibraryType("ErrorCallback") || type.IsLibraryType("HeadersCallback") || type.IsLibraryType("BodyCallback");

    private static string? Describe(IOperation target, INamedTypeSymbol spider) => target switch
    {
        IAnonymousFunctionOperation => "A lambda",
        IMethodReferenceOperation { Method.MethodKind: MethodKind.LocalFunction } => "A local function",
        IMethodReferenceOperation { Instance: null or IInstanceReferenceOperation } method when IsOf(spider, method.Method) => null,
        IMethodReferenceOperation { Method: var method } => $"{method.ContainingType.Name}.{method.Name}, a method of another object,",
        _ => null,
    };

    private static bool IsOf(INamedTypeSymbol spider, IMethodSymbol method) =>
        spider.SelfAndBases().Contains(method.ContainingType, SymbolEqualityComparer.Default);
}
