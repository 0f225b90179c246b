using System.Collections.Immutable;
using Crawling.Generators.Callbacks;
using Crawling.Generators.Extraction;
using Crawling.Generators.Items;
using Crawling.Generators.Selectors;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Crawling.Generators;

/// <summary>The analyzers, for a program that runs the compiler itself.</summary>
public static class SpiderAnalyzers
{
    /// <summary>All there are.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> All { get; } =
    [
        new SelectorAnalyzer(),
        new ExtractionAnalyzer(),
        new BlockingCallAnalyzer(),
        new CallbackNameAnalyzer(),
        new ItemTypeAnalyzer(),
    ];
}
