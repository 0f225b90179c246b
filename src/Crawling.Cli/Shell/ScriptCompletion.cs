using System.ComponentModel;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Crawling.Cli;

/// <summary>Names that the compiler knows at the end of a piece of code.</summary>
internal static class ScriptCompletion
{
    /// <param name="compilation">The compilation of the code, whatever errors it has.</param>
    /// <param name="code">The code up to the caret.</param>
    /// <param name="globals">The type whose members come first.</param>
    public static Completions Of(Compilation compilation, string code, Type globals)
    {
        var start = code.Length;
        while (start > 0 && (char.IsLetterOrDigit(code[start - 1]) || code[start - 1] == '_'))
        {
            start--;
        }

        var word = code[start..];
        var tree = compilation.SyntaxTrees.Last();
        var model = compilation.GetSemanticModel(tree);
        var before = tree.GetRoot().FindToken(Math.Max(0, start - 1));
        if (IsText(before, start))
        {
            return new(start, [], []);
        }

        IEnumerable<ISymbol> symbols = before.IsKind(SyntaxKind.DotToken) && before.SpanStart == start - 1 ? MembersAt(before, model, start)
            : word.Length == 0 ? compilation.GetTypeByMetadataName(globals.FullName!.Split('[')[0]) is { } type ? OwnMembers(type) : []
            : model.LookupSymbols(start);
        var found = symbols.Where(symbol => symbol.CanBeReferencedByName && !IsHidden(symbol)).ToLookup(symbol => symbol.Name, StringComparer.Ordinal);

        // What LINQ adds to every collection comes last.
        string[] names = [.. NamesWith(word, found.Select(same => same.Key)).OrderBy(name => found[name].All(IsExtension)).ThenBy(name => name, StringComparer.OrdinalIgnoreCase)];
        return new(start, names, names is [var name] && name == word ? [.. found[name].Select(Signature)] : []);
    }

    // As it is written if there are such, else in any case.
    private static IEnumerable<string> NamesWith(string word, IEnumerable<string> names)
    {
        string[] all = [.. names];
        var exact = all.Where(name => name.StartsWith(word, StringComparison.Ordinal)).ToList();
        return exact.Count > 0 ? exact : all.Where(name => name.StartsWith(word, StringComparison.OrdinalIgnoreCase));
    }

    private static IEnumerable<ISymbol> MembersAt(SyntaxToken dot, SemanticModel model, int position)
    {
        var left = dot.Parent switch
        {
            MemberAccessExpressionSyntax access => access.Expression,
            QualifiedNameSyntax name => name.Left,
            MemberBindingExpressionSyntax { Parent: var parent } => parent?.FirstAncestorOrSelf<ConditionalAccessExpressionSyntax>()?.Expression,
            _ => null,
        };
        if (left is null)
        {
            return [];
        }

        var symbol = model.GetSymbolInfo(left).Symbol;
        if (symbol is INamespaceOrTypeSymbol container)
        {
            return model.LookupSymbols(position, container).Where(member => member.IsStatic || member is INamespaceOrTypeSymbol);
        }

        return model.GetTypeInfo(left).Type is { TypeKind: not TypeKind.Error } type
            ? model.LookupSymbols(position, type, includeReducedExtensionMethods: true).Where(member => !member.IsStatic && member is not ITypeSymbol)
            : [];
    }

    private static IEnumerable<ISymbol> OwnMembers(INamedTypeSymbol? type) =>
        type is null or { SpecialType: SpecialType.System_Object }
            ? []
            : type.GetMembers().Where(member => member.DeclaredAccessibility == Accessibility.Public).Concat(OwnMembers(type.BaseType));

    private static bool IsText(SyntaxToken token, int position) =>
        token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.CharacterLiteralToken or SyntaxKind.InterpolatedStringTextToken
            or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken
        && token.SpanStart < position;

    private static bool IsHidden(ISymbol symbol) => symbol.GetAttributes().Any(attribute =>
        attribute.AttributeClass?.Name == nameof(EditorBrowsableAttribute)
        && attribute.ConstructorArguments is [{ Value: (int)EditorBrowsableState.Never }]);

    private static bool IsExtension(ISymbol symbol) => symbol is IMethodSymbol { IsExtensionMethod: true };

    private static string Signature(ISymbol symbol) => symbol.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
}
