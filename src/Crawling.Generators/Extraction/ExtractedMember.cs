using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Crawling.Generators.Extraction;

/// <summary>A parameter or property of an extracted record.</summary>
/// <param name="Symbol">The parameter or property.</param>
/// <param name="Query">Where it is on the page; null for a parameter that has no attribute.</param>
/// <param name="Type">Null if it is of a type that cannot be read.</param>
internal sealed record ExtractedMember(ISymbol Symbol, FieldQuery? Query, FieldType? Type)
{
    public string Name => Symbol.Name;

    public ITypeSymbol DeclaredType => Symbol is IParameterSymbol parameter ? parameter.Type : ((IPropertySymbol)Symbol).Type;

    public bool CanBeSet => Symbol is IParameterSymbol or IPropertySymbol { SetMethod: not null, IsStatic: false };

    /// <summary>Whether the property keeps the value of its initialiser where the page has none.</summary>
    public bool HasInitializer => Symbol is IPropertySymbol && Type is { IsList: false, Kind: not FieldKind.Truth }
        && Symbol.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() is PropertyDeclarationSyntax { Initializer: not null });

    public static ExtractedMember Of(IParameterSymbol parameter, INamedTypeSymbol type) =>
        new(parameter, FieldQuery.Of(parameter) ?? QueryOfProperty(parameter, type), FieldType.Of(parameter.Type));

    public static ExtractedMember Of(IPropertySymbol property) => new(property, FieldQuery.Of(property), FieldType.Of(property.Type));

    // Written as [property: Css(…)].
    private static FieldQuery? QueryOfProperty(IParameterSymbol parameter, INamedTypeSymbol type) =>
        type.GetMembers(parameter.Name).OfType<IPropertySymbol>().Select(FieldQuery.Of).FirstOrDefault();
}
