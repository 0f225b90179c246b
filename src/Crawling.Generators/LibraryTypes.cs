using Microsoft.CodeAnalysis;

namespace Crawling.Generators;

/// <summary>Recognises the types of the library by their names.</summary>
internal static class LibraryTypes
{
    public static bool IsLibrary(this INamespaceSymbol? space) => space is { Name: "Crawling", ContainingNamespace.IsGlobalNamespace: true };

    public static bool IsLibraryType(this ITypeSymbol? type, string name) =>
        type is not null && type.Name == name && type.ContainingType is null && type.ContainingNamespace.IsLibrary();

    public static IEnumerable<ITypeSymbol> SelfAndBases(this ITypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            yield return current;
        }
    }

    public static bool IsOrDerivesFrom(this ITypeSymbol type, string libraryType) => type.SelfAndBases().Any(self => self.IsLibraryType(libraryType));

    /// <summary>The spider that code is part of, lambdas and local functions in its methods included.</summary>
    public static INamedTypeSymbol? SpiderOf(ISymbol symbol) =>
        symbol.ContainingType is { } type && type.IsOrDerivesFrom("Spider") ? type : null;

    /// <summary>The name as it is written in code, without namespaces.</summary>
    public static string ShortName(this ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
}
