using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Crawling.Generators.Extraction;

/// <summary>A [Css] or [XPath] as it stands on a field.</summary>
internal sealed record FieldQuery(bool IsXPath, string Query, string? Pattern, AttributeData Attribute)
{
    public static FieldQuery? Of(ISymbol symbol)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            var isXPath = attribute.AttributeClass.IsLibraryType("XPathAttribute");
            if ((isXPath || attribute.AttributeClass.IsLibraryType("CssAttribute")) && attribute.ConstructorArguments is [{ Value: string query }])
            {
                return new(isXPath, query, attribute.NamedArguments.FirstOrDefault(named => named.Key == "Re").Value.Value as string, attribute);
            }
        }

        return null;
    }

    /// <summary>Where an argument stands: the query is the first, the pattern the second.</summary>
    public Location Place(int argument)
    {
        var syntax = (AttributeSyntax?)Attribute.ApplicationSyntaxReference?.GetSyntax();
        return syntax?.ArgumentList?.Arguments[argument].GetLocation() ?? Location.None;
    }
}
