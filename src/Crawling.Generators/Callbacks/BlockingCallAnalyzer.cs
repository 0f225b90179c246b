using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Crawling.Generators.Callbacks;

/// <summary>Finds waiting in the asynchronous methods of a spider that holds its thread.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BlockingCallAnalyzer : DiagnosticAnalyzer
{
    private const string AwaitIt = "await it";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.Blocking];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterOperationAction(Analyze, OperationKind.Invocation, OperationKind.PropertyReference);
    }

    private static void Analyze(OperationAnalysisContext context)
    {
        ISymbol used = context.Operation is IInvocationOperation call ? call.TargetMethod : ((IPropertyReferenceOperation)context.Operation).Property;
        if (AdviceFor(used) is { } advice && IsCallbackOrAsync(context.ContainingSymbol) && LibraryTypes.SpiderOf(context.ContainingSymbol) is not null)
        {
            var name = $"{used.ContainingType.Name}.{used.Name}";
            context.ReportDiagnostic(Diagnostic.Create(Rules.Blocking, context.Operation.Syntax.GetLocation(), name, advice));
        }
    }

    private static bool IsCallbackOrAsync(ISymbol symbol) =>
        symbol is IMethodSymbol method && (method.IsAsync || method.ReturnType is INamedTypeSymbol { Name: "IAsyncEnumerable" });

    private static string? AdviceFor(ISymbol used) => (used.ContainingType?.ToDisplayString(NameOnly), used.Name) switch
    {
        ("System.Threading.Thread", "Sleep") => "await Task.Delay, or set download:delay if a host is to be spared",
        ("System.Threading.Tasks.Task", "Wait" or "Result" or "WaitAll" or "WaitAny") => AwaitIt,
        ("System.Threading.Tasks.ValueTask", "Result") => AwaitIt,
        ("Crawling.Deferred", "Wait") => AwaitIt,
        ("System.Threading.SemaphoreSlim", "Wait") => "await WaitAsync",
        ({ } type, "GetResult") when type.StartsWith("System.Runtime.CompilerServices.", StringComparison.Ordinal) && type.EndsWith("Awaiter", StringComparison.Ordinal) => AwaitIt,
        _ => null,
    };

    private static readonly SymbolDisplayFormat NameOnly = new(typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);
}
