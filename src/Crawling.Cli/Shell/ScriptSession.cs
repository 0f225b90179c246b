using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.CodeAnalysis.Scripting.Hosting;

namespace Crawling.Cli;

/// <summary>C# evaluated piece by piece, each seeing the variables of those before it. Beside <see cref="ScriptCompletion"/> the only class that
/// touches the scripting compiler.</summary>
internal sealed class ScriptSession
{
    private static readonly CSharpParseOptions Language = new(LanguageVersion.Latest, DocumentationMode.None, SourceCodeKind.Script);

    private static readonly string[] Imports =
    [
        "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Text.RegularExpressions", "System.Threading",
        "System.Threading.Tasks", "Crawling",
    ];

    private readonly ShellGlobals _globals;
    private ScriptState<object> _state;

    private ScriptSession(ShellGlobals globals, ScriptState<object> state)
    {
        _globals = globals;
        _state = state;
    }

    /// <summary>A session that has evaluated nothing yet.</summary>
    /// <param name="globals">What the code sees by name.</param>
    /// <param name="spiders">A type among the project's spiders, which the code then sees too.</param>
    public static async Task<ScriptSession> StartAsync(ShellGlobals globals, Type? spiders)
    {
        var loader = new InteractiveAssemblyLoader();
        var options = ScriptOptions.Default
            .WithReferences(PlatformAssemblies().Select(path => MetadataReference.CreateFromFile(path)))
            .WithImports(Imports)
            .WithLanguageVersion(LanguageVersion.Latest);
        if (spiders is not null && IsReferable(spiders))
        {
            loader.RegisterDependency(spiders.Assembly);
            options = options.AddReferences(spiders.Assembly);
            options = spiders.Namespace is { } space ? options.AddImports(space) : options;
        }

        return new(globals, await CSharpScript.Create("", options, globals.GetType(), loader).RunAsync(globals));
    }

    /// <summary>Whether code can name a type: it is public, and its assembly is a file that the compiler can read.</summary>
    [SuppressMessage("SingleFile", "IL3000", Justification = "An assembly without a file is what is asked for.")]
    public static bool IsReferable(Type type) => type.IsVisible && type.Assembly.Location.Length > 0;

    /// <summary>Whether nothing is missing at the end, be the rest right or wrong.</summary>
    public static bool IsComplete(string code) => SyntaxFactory.IsCompleteSubmission(CSharpSyntaxTree.ParseText(code, Language));

    /// <summary>Evaluates a piece of code.</summary>
    /// <exception cref="CompilationException">It does not compile.</exception>
    public async Task<Evaluation> EvaluateAsync(string code, CancellationToken cancellation)
    {
        var script = _state.Script.ContinueWith<object>(code);
        var hasValue = HasValue(script.GetCompilation());
        ScriptState<object> state;
        try
        {
            state = await script.RunFromAsync(_state, _ => true, cancellation);
        }
        catch (CompilationErrorException error)
        {
            throw new CompilationException(error.Diagnostics.Select(diagnostic => diagnostic.ToString()));
        }

        // What was given up must not come back later.
        cancellation.ThrowIfCancellationRequested();
        _state = state;
        return new(state.ReturnValue, hasValue, state.Exception);
    }

    /// <summary>What may stand in place of the word at the end of a piece of code.</summary>
    public Completions Complete(string code) =>
        ScriptCompletion.Of(_state.Script.ContinueWith<object>(code).GetCompilation(), code, _globals.GetType());

    // A statement has no value, an expression of a method that returns nothing neither.
    private static bool HasValue(Compilation compilation)
    {
        var tree = compilation.SyntaxTrees.Last();
        return tree.GetRoot() is CompilationUnitSyntax { Members: [.., GlobalStatementSyntax { Statement: ExpressionStatementSyntax { SemicolonToken.IsMissing: true } last }] }
            && compilation.GetSemanticModel(tree).GetTypeInfo(last.Expression).Type is not { SpecialType: SpecialType.System_Void };
    }

    private static string[] PlatformAssemblies() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>What came of a piece of code.</summary>
/// <param name="Value">Its value.</param>
/// <param name="HasValue">Whether it is an expression: null is a value, too.</param>
/// <param name="Error">What it threw; what it declared before that stays.</param>
internal readonly record struct Evaluation(object? Value, bool HasValue, Exception? Error);
