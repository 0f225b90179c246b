using System.Globalization;
using Crawling.Benchmarks;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
var runs = args.Length > 0 && int.TryParse(args[0], out var asked) ? asked : 5;
if (args.Length > 1 || runs < 1)
{
    Console.Error.WriteLine("Usage: dotnet run -c Release --project tests/Crawling.Benchmarks -- [RUNS]");
    return 2;
}

return await DocumentationBenchmark.RunAsync(runs, Console.Out);
