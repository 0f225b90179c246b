using System.CommandLine;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Crawling.Cli;

/// <summary><c>crawler version</c>.</summary>
internal sealed class VersionCommand : ExampledCommand
{
    public VersionCommand()
        : base("version", "Shows the versions of the crawler and of the runtime.", "crawler version")
    {
        SetAction(Run);
    }

    private static int Run(ParseResult command)
    {
        Console.Out.WriteLine($"crawler {VersionOf(typeof(VersionCommand))}");
        Console.Out.WriteLine($"Crawling {VersionOf(typeof(Spider))}");
        Console.Out.WriteLine($"{RuntimeInformation.FrameworkDescription} {RuntimeInformation.RuntimeIdentifier}");
        return ExitCode.Finished;
    }

    private static string VersionOf(Type type) =>
        type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
