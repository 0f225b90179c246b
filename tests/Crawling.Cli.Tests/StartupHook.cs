using System.Diagnostics.CodeAnalysis;

/// <summary>Loaded by the runtime into a child process (DOTNET_STARTUP_HOOKS): writes down what the process has loaded by its end.</summary>
[SuppressMessage("Design", "MA0047", Justification = "The runtime looks for the class without a namespace.")]
internal static class StartupHook
{
    public const string FileVariable = "LOADED_ASSEMBLIES_FILE";

    public static void Initialize()
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) => File.WriteAllLines(
            Environment.GetEnvironmentVariable(FileVariable)!,
            AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetName().Name!));
    }
}
