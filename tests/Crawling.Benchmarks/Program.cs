using System.Globalization;
using Crawling.Benchmarks;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is [FaultCrawl.Command, var plan, var report])
{
    await FaultCrawl.RunAsync(plan, report);
    return 0;
}

var benchmark = args.FirstOrDefault("docs");
if (benchmark is not ("docs" or "faults") || (args.Length > 2 && benchmark == "docs") || !int.TryParse(args.ElementAtOrDefault(1) ?? "5", out var runs) || runs < 1)
{
    await Console.Error.WriteLineAsync("Usage: dotnet run -c Release --project tests/Crawling.Benchmarks -- [docs|faults] [RUNS] [FAMILY OF FAULTS ...]");
    return 2;
}

return benchmark == "faults"
    ? await FaultBenchmark.RunAsync(runs, [.. args.Skip(2)], Console.Out)
    : await DocumentationBenchmark.RunAsync(runs, Console.Out);
