using Microsoft.CodeAnalysis;

namespace Crawling.Generators.Extraction;

/// <summary>How the values of a field are read.</summary>
internal enum FieldKind
{
    Text,
    Truth,
    Number,
    Time,
    Url,
    Name,
    Item,
    Parsed,
}

/// <summary>The type of a field that can be read from a page.</summary>
/// <param name="Kind">How one value is read.</param>
/// <param name="Value">The type of one value.</param>
/// <param name="IsList">Whether all values are taken, instead of the first.</param>
/// <param name="IsNullable">Whether it may be missing.</param>
internal sealed record FieldType(FieldKind Kind, ITypeSymbol Value, bool IsList, bool IsNullable)
{
    /// <summary>Those that a collection expression makes.</summary>
    private static readonly string[] Lists =
        ["IEnumerable", "IReadOnlyCollection", "IReadOnlyList", "ICollection", "IList", "List", "HashSet", "ImmutableArray", "ImmutableList"];

    /// <summary>Null if it cannot be read.</summary>
    public static FieldType? Of(ITypeSymbol type)
    {
        if (ElementOf(type) is { } element)
        {
            return KindOf(element) is { } kind and not FieldKind.Truth ? new(kind, element, IsList: true, IsNullable: false) : null;
        }

        var isNullable = type.NullableAnnotation == NullableAnnotation.Annotated;
        var value = type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;
        return KindOf(value) is { } one && !(one == FieldKind.Truth && isNullable) ? new(one, value, IsList: false, isNullable) : null;
    }

    private static ITypeSymbol? ElementOf(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { IsSZArray: true } array => array.ElementType,
        INamedTypeSymbol { TypeArguments: [var only] } list when Lists.Contains(list.Name) && IsOfCollections(list.ContainingNamespace) => only,
        _ => null,
    };

    private static bool IsOfCollections(INamespaceSymbol space) => space.ToDisplayString() is "System.Collections.Generic" or "System.Collections.Immutable";

    private static FieldKind? KindOf(ITypeSymbol type) => type switch
    {
        { SpecialType: SpecialType.System_String } => FieldKind.Text,
        { SpecialType: SpecialType.System_Boolean } => FieldKind.Truth,
        { SpecialType: >= SpecialType.System_SByte and <= SpecialType.System_Double } => FieldKind.Number,
        { SpecialType: SpecialType.System_DateTime or SpecialType.System_Char } => null,
        { TypeKind: TypeKind.Enum } => FieldKind.Name,
        { Name: "DateTimeOffset", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } => FieldKind.Time,
        _ when type.IsLibraryType("Url") => FieldKind.Url,
        INamedTypeSymbol named when ExtractedRecord.IsExtractable(named) => FieldKind.Item,
        _ when type.AllInterfaces.Any(own => own is { Name: "IParsable", TypeArguments: [var self] } && SymbolEqualityComparer.Default.Equals(self, type)) => FieldKind.Parsed,
        _ => null,
    };
}
