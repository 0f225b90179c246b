using System.Globalization;
using Crawling.Benchmarks;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is [FaultCrawl.Command, var plan, var report])
{
    await FaultCrawl.RunAsync(plan, report);
    return 0;
}

if (args is [BareLoop.Command, var reader, var output, .. var starts])
{
    await BareLoop.RunAsync(reader, output, starts);
    return 0;
}

var benchmark = args.FirstOrDefault("docs");
if (benchmark is not ("docs" or "faults" or "peers") || (args.Length > 2 && benchmark != "faults") || !int.TryParse(args.ElementAtOrDefault(1) ?? "5", out var runs) || runs < 1)
{
    await Console.Error.WriteLineAsync("Usage: dotnet run -c Release --project tests/Crawling.Benchmarks -- [docs|faults|peers] [RUNS] [FAMILY OF FAULTS ...]");
    return 2;
}

return benchmark switch
{
    "faults" => await FaultBenchmark.RunAsync(runs, [.. args.Skip(2)], Console.Out),
    "peers" => await PeersBenchmark.RunAsync(runs, Console.Out),
    _ => await DocumentationBenchmark.RunAsync(runs, Console.Out),
};
