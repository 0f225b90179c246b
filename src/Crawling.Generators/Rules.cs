using Microsoft.CodeAnalysis;

namespace Crawling.Generators;

/// <summary>What the analyzers report; docs/analyzers.md explains each.</summary>
internal static class Rules
{
    public static readonly DiagnosticDescriptor Unparsable = Error(
        1, "A selector or a pattern does not parse", "{0}");

    public static readonly DiagnosticDescriptor NotPartial = Error(
        2, "A type with extracted fields is no partial record", "{0} has fields with [Css] or [XPath], so {1}");

    public static readonly DiagnosticDescriptor UnsupportedType = Error(
        3, "The type of an extracted field cannot be read from text", "{0} is a {1}, which is not read from a page; {2}");

    public static readonly DiagnosticDescriptor NotSettable = Error(
        4, "An extracted item cannot be made", "{0} {1}");

    public static readonly DiagnosticDescriptor WrongKind = Warning(
        5, "A selector gives something else than its field takes", "{0}");

    public static readonly DiagnosticDescriptor Blocking = Warning(
        6, "A callback blocks its thread", "{0} blocks the thread that callbacks and parsing share; {1}");

    public static readonly DiagnosticDescriptor Unnamed = Create(
        7, DiagnosticSeverity.Info, "A callback cannot be kept by a job", "{0} cannot be the callback of a request in a job, which keeps it by its name; make it a method of {1}");

    public static readonly DiagnosticDescriptor Unwritable = Warning(
        8, "An item cannot be written to a feed", "{0} cannot be written to a feed: it is a {1}; {2}");

    private static DiagnosticDescriptor Error(int number, string title, string message) => Create(number, DiagnosticSeverity.Error, title, message);

    private static DiagnosticDescriptor Warning(int number, string title, string message) => Create(number, DiagnosticSeverity.Warning, title, message);

    private static DiagnosticDescriptor Create(int number, DiagnosticSeverity severity, string title, string message) => new(
        $"CRAWL00{number}", title, message, "Crawling", severity, isEnabledByDefault: true, helpLinkUri: $"docs/analyzers.md#crawl00{number}");
}
