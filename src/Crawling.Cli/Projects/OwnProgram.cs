using System.Diagnostics;
using System.Reflection;

namespace Crawling.Cli;

/// <summary>The program that called <see cref="CommandLine"/>, if it is not the <c>crawler</c> command itself: its spiders are compiled into it.</summary>
internal static class OwnProgram
{
    /// <summary>Null in the <c>crawler</c> command.</summary>
    public static Assembly? Assembly { get; } = Assembly.GetEntryAssembly() is { } entry && RefersTo(entry, typeof(OwnProgram).Assembly) ? entry : null;

    /// <summary>The full path of the one file that the program was made of, by <c>dotnet run FILE.cs</c>; null if it was made of a project.</summary>
    public static string? File => Assembly is null ? null : AppContext.GetData("EntryPointFilePath") as string;

    /// <summary>This process's program once more, the <c>crawler</c> command or another.</summary>
    public static ProcessStartInfo Again(params IEnumerable<string> arguments)
    {
        var program = Environment.ProcessPath!;
        string[] self = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [Assembly.GetEntryAssembly()!.Location] : [];
        return new(program, [.. self, .. arguments]);
    }

    private static bool RefersTo(Assembly assembly, Assembly other) =>
        Array.Exists(assembly.GetReferencedAssemblies(), reference => reference.Name == other.GetName().Name);
}
