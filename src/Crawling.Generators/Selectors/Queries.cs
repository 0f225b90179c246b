using System.Text.RegularExpressions;
using System.Xml.XPath;
using Crawling.Parsing;

namespace Crawling.Generators.Selectors;

/// <summary>Tries selectors and patterns as the library will.</summary>
internal static class Queries
{
    /// <summary>What is wrong with a CSS query; null if nothing is.</summary>
    public static string? ProblemOfCss(string query) => ProblemOf(() => Parse(query));

    /// <summary>What is wrong with an XPath expression; null if nothing is.</summary>
    public static string? ProblemOfXPath(string query) => ProblemOf(() =>
    {
        try
        {
            XPathExpression.Compile(query).SetContext(new XPathContext(static (_, _) => false));
        }
        catch (XPathException exception)
        {
            throw new ArgumentException($"'{query}' is not an XPath 1.0 expression: {exception.Message}", exception);
        }
    });

    /// <summary>What is wrong with a regular expression; null if nothing is.</summary>
    public static string? ProblemOfPattern(string pattern) => ProblemOf(() => _ = new Regex(pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)));

    /// <summary>Whether all that a CSS query gives are elements, or none; null if it is some of it, or does not parse.</summary>
    public static bool? GivesElements(string query)
    {
        if (ProblemOfCss(query) is not null)
        {
            return null;
        }

        var groups = Parse(query);
        return groups.All(group => group.GivesElement) ? true : groups.Any(group => group.GivesElement) ? null : false;
    }

    private static List<CssGroup> Parse(string query) =>
        CssGroups.Split(query).ConvertAll(group => CssGroup.Parse(query, group.Text, group.Position));

    private static string? ProblemOf(Action parse)
    {
        try
        {
            parse();
            return null;
        }
        catch (ArgumentException error)
        {
            return error.Message;
        }
    }
}
