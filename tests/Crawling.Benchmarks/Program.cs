using System.CommandLine;
using System.Globalization;
using Crawling.Benchmarks;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (await ChildCommands.TryRunAsync(args))
{
    return 0;
}

var line = string.Join(' ', args);
var output = Console.Out;
var runs = new Argument<int>("runs") { Description = "Runs of each.", DefaultValueFactory = _ => 5 };
var fewRuns = new Argument<int>("runs") { Description = "Runs of each.", DefaultValueFactory = _ => 3 };
var families = new Argument<string[]>("family") { Description = "Only these families of faults." };
var filter = new Argument<string?>("filter") { Description = "Only those with this in their names.", Arity = ArgumentArity.ZeroOrOne };
var urls = new Argument<int>("urls") { Description = "How many.", DefaultValueFactory = _ => 10_000_000 };
var requests = new Argument<int>("requests") { Description = "How many.", DefaultValueFactory = _ => 5_000 };
var longest = new Argument<long>("longest") { Description = "The longest queue.", DefaultValueFactory = _ => 10_000_000 };
var minutes = new Option<double>("--minutes") { Description = "How long.", DefaultValueFactory = _ => 30 };
var csv = new Option<string>("--csv") { Description = "The file to write.", Required = true };

return await new RootCommand("What a crawl costs, on this machine.")
{
    Command("docs", "The command on the documentation of Python behind nginx.", [runs], parsed => DocumentationBenchmark.RunAsync(parsed.GetValue(runs), output)),
    Command("peers", "The command, bare loops and Scrapy on the documentation of OpenJDK behind nginx.", [runs], parsed => PeersBenchmark.RunAsync(parsed.GetValue(runs), output)),
    Command("faults", "Healthy pages beside each family of faults.", [runs, families], parsed => FaultBenchmark.RunAsync(parsed.GetValue(runs), parsed.GetValue(families)!, output)),
    Command("startup", "The command on a site of ten pages.", [runs], parsed => StartUp.RunAsync(parsed.GetValue(runs), line, output)),
    Command("frontier", "Millions of URLs added to the queue and taken again.", [urls], parsed => FrontierLoad.RunAsync(parsed.GetValue(urls), line, output)),
    Command("hosts", "100,000 hosts; a slow host among 99 fast ones.", [fewRuns], parsed => ManyHosts.RunAsync(parsed.GetValue(fewRuns), line, output)),
    Command("inflight", "Requests in flight to a server that answers after a second.", [requests], parsed => RequestsInFlight.RunAsync(parsed.GetValue(requests), line, output)),
    Command("queue", "A crawl by the length of its queue: CSV and a plot.", [longest, csv], parsed => QueueLengths.RunAsync(parsed.GetValue(longest), parsed.GetValue(csv)!, output)),
    Command("soak", "A site without end on 10,000 hosts: whether anything grows.", [minutes, csv], parsed => Soak.RunAsync(parsed.GetValue(minutes), parsed.GetValue(csv)!, line, output)),
    Command("micro", "Single parts: selectors, links, URLs, fingerprints, frontier, reactor.", [filter], parsed => MicroBenchmarks.RunAsync(parsed.GetValue(filter), output)),
}.Parse(args).InvokeAsync();

static Command Command(string name, string description, IReadOnlyList<Symbol> symbols, Func<ParseResult, Task<int>> run)
{
    var command = new Command(name, description);
    foreach (var symbol in symbols)
    {
        if (symbol is Argument argument)
        {
            command.Add(argument);
        }
        else
        {
            command.Add((Option)symbol);
        }
    }

    command.SetAction(run);
    return command;
}
