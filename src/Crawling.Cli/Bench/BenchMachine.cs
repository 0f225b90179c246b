using System.Globalization;
using System.Runtime.InteropServices;

namespace Crawling.Cli;

/// <summary>What was measured on.</summary>
/// <param name="Cores">How many the process may use.</param>
/// <param name="Runtime">The version of .NET, and what it runs on.</param>
/// <param name="GarbageCollector">How it is set.</param>
internal sealed record BenchMachine(int Cores, string Runtime, string GarbageCollector)
{
    public static BenchMachine This() =>
        new(Environment.ProcessorCount, $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}", Collector());

    private static string Collector()
    {
        var settings = GC.GetConfigurationVariables();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{(Is("ServerGC") ? "server" : "workstation")}, {(Is("ConcurrentGC") ? "concurrent" : "not concurrent")}, conserve memory {settings["GCConserveMem"]}");

        bool Is(string setting) => settings.TryGetValue(setting, out var value) && value is true;
    }
}
