using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Crawling.Generators.Extraction;

/// <summary>A record with [Css] or [XPath] on its fields, as the generator and the analyzer see it.</summary>
/// <param name="Type">The record.</param>
/// <param name="Parameters">Those of its primary constructor, in order.</param>
/// <param name="Properties">The properties besides that have an attribute.</param>
internal sealed record ExtractedRecord(INamedTypeSymbol Type, IReadOnlyList<ExtractedMember> Parameters, IReadOnlyList<ExtractedMember> Properties)
{
    public IEnumerable<ExtractedMember> Members => Parameters.Concat(Properties);

    /// <summary>Null if it has no such fields.</summary>
    public static ExtractedRecord? Of(INamedTypeSymbol type)
    {
        var parameters = PrimaryConstructorOf(type)?.Parameters.Select(parameter => ExtractedMember.Of(parameter, type)).ToList() ?? [];
        var properties = type.SelfAndBases()
            .SelectMany(self => self.GetMembers().OfType<IPropertySymbol>())
            .Where(property => parameters.TrueForAll(parameter => parameter.Name != property.Name))
            .GroupBy(property => property.Name)
            .Select(overrides => ExtractedMember.Of(overrides.First()))
            .Where(property => property.Query is not null)
            .ToList();
        return properties.Count > 0 || parameters.Exists(parameter => parameter.Query is not null) ? new(type, parameters, properties) : null;
    }

    public static bool IsExtractable(INamedTypeSymbol type) =>
        type.AllInterfaces.Any(own => own.IsLibraryType("IExtractable"))
        || (type is { IsRecord: true, IsAbstract: false } && HasQueries(type));

    /// <summary>What keeps the generator from adding to it; null if nothing does.</summary>
    public string? Obstacle()
    {
        if (!Type.IsRecord)
        {
            return "it must be a record";
        }

        for (var type = Type; type is not null; type = type.ContainingType)
        {
            if (type.IsGenericType)
            {
                return $"{type.Name} must not be generic";
            }

            if (type.IsFileLocal)
            {
                return $"{type.Name} must not be a file type";
            }

            if (!IsPartial(type))
            {
                return SymbolEqualityComparer.Default.Equals(type, Type)
                    ? $"it must be partial: 'partial record {type.Name}'"
                    : $"{type.Name}, which it is declared in, must be partial too: 'partial class {type.Name}'";
            }
        }

        return null;
    }

    /// <summary>What keeps one from being made: a field, and what is wrong with it.</summary>
    public IEnumerable<(ISymbol Field, string Problem)> Gaps()
    {
        foreach (var member in Members)
        {
            if (member is { Query: null, Symbol: IParameterSymbol { HasExplicitDefaultValue: false } })
            {
                yield return (member.Symbol, "has no [Css] or [XPath], and no default value");
            }
            else if (!member.CanBeSet)
            {
                yield return (member.Symbol, "cannot be set: give it an init accessor");
            }
        }

        foreach (var property in Type.GetMembers().OfType<IPropertySymbol>())
        {
            if (property.IsRequired && Members.All(member => member.Name != property.Name))
            {
                yield return (property, "is required, and has no [Css] or [XPath]");
            }
        }
    }

    // Not by way of Of: two records may hold each other.
    private static bool HasQueries(INamedTypeSymbol type) =>
        PrimaryConstructorOf(type)?.Parameters.Any(parameter => FieldQuery.Of(parameter) is not null) == true
        || type.SelfAndBases().SelectMany(self => self.GetMembers().OfType<IPropertySymbol>()).Any(property => FieldQuery.Of(property) is not null);

    private static IMethodSymbol? PrimaryConstructorOf(INamedTypeSymbol type) => type.InstanceConstructors.FirstOrDefault(
        constructor => constructor.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() is TypeDeclarationSyntax));

    private static bool IsPartial(INamedTypeSymbol type) => type.DeclaringSyntaxReferences.Any(
        reference => reference.GetSyntax() is TypeDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword));
}
