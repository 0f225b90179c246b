using Microsoft.CodeAnalysis;

namespace Crawling.Generators.Items;

/// <summary>The types that the library's feeds refuse.</summary>
internal static class UnwritableTypes
{
    /// <summary>What to do instead; null for a type that can be written.</summary>
    public static string? AdviceFor(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { Rank: > 1 } => "make it an array of arrays",
        IArrayTypeSymbol array => AdviceFor(array.ElementType),
        { TypeKind: TypeKind.Delegate } => "call it first",
        { SpecialType: SpecialType.System_IntPtr or SpecialType.System_UIntPtr } => "make it a long",
        _ => type.SelfAndBases().Concat(type.AllInterfaces).Select(AdviceForExactly).FirstOrDefault(advice => advice is not null)
            ?? ((type as INamedTypeSymbol)?.TypeArguments.Select(AdviceFor).FirstOrDefault(advice => advice is not null)),
    };

    private static string? AdviceForExactly(ITypeSymbol type) => (type.ContainingNamespace?.ToDisplayString(), type.Name) switch
    {
        ("Crawling", "Selector") => "its text is wanted: call Get()",
        ("Crawling", "SelectorList") => "its text is wanted: call Get() or GetAll()",
        ("Crawling", "Request") => "take what is wanted of it, such as its Url",
        ("Crawling", "Response") => "take what is wanted of it, such as its Url or Text",
        ("AngleSharp.Dom", "INode") => "take what is wanted of it, such as its TextContent",
        ("System.IO", "Stream") => "read it first",
        ("System.Threading.Tasks", "Task") => "await it first",
        ("System.Collections.Generic", "IAsyncEnumerable") => "read it first",
        ("System", "Type") => "take its name",
        _ => null,
    };
}
