using System.Globalization;
using Crawling.Benchmarks;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is [FaultCrawl.Command, var plan, var report])
{
    await FaultCrawl.RunAsync(plan, report);
    return 0;
}

var isNumberFirst = args.Length > 0 && int.TryParse(args[0], out _);
string[] asked = isNumberFirst || args.Length == 0 ? ["docs", .. args] : args;
var runs = asked[0] == "faults" ? 3 : 5;
if (asked is not ["docs" or "faults"] && !(asked is ["docs" or "faults", var number] && int.TryParse(number, out runs) && runs > 0))
{
    await Console.Error.WriteLineAsync("Usage: dotnet run -c Release --project tests/Crawling.Benchmarks -- [docs|faults] [RUNS]");
    return 2;
}

return asked[0] == "faults" ? await FaultBenchmark.RunAsync(runs, Console.Out) : await DocumentationBenchmark.RunAsync(runs, Console.Out);
