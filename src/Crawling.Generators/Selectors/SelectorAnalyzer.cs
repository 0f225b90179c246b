using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Crawling.Generators.Selectors;

/// <summary>Tries the selectors and patterns that are written into calls of the library.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SelectorAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.Unparsable];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterOperationAction(Analyze, OperationKind.Invocation);
    }

    private static void Analyze(OperationAnalysisContext context)
    {
        var call = (IInvocationOperation)context.Operation;
        if (!call.TargetMethod.ContainingNamespace.IsLibrary() || TestOf(call.TargetMethod.Name) is not { } problemOf)
        {
            return;
        }

        foreach (var argument in call.Arguments)
        {
            if (argument is { Parameter.Name: "query" or "pattern", Value.ConstantValue.Value: string query } && problemOf(query) is { } problem)
            {
                context.ReportDiagnostic(Diagnostic.Create(Rules.Unparsable, argument.Value.Syntax.GetLocation(), problem));
            }
        }
    }

    private static Func<string, string?>? TestOf(string method) => method switch
    {
        "Css" or "AddCss" or "NestedCss" or "Extract" => Queries.ProblemOfCss,
        "XPath" or "AddXPath" or "NestedXPath" => Queries.ProblemOfXPath,
        "Re" or "ReFirst" => Queries.ProblemOfPattern,
        _ => null,
    };
}
