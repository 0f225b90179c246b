using System.CommandLine;
using Crawling.Contracts;

namespace Crawling.Cli;

/// <summary><c>crawler check [NAME]</c>: the contracts of the project's spiders, on the live pages or a recording.</summary>
internal sealed class CheckCommand : ExampledCommand
{
    // What is tried is no crawl: it is written to no feed and no recording, and belongs to no job.
    private static readonly KeyValuePair<string, string>[] OwnSettings = [new("feeds", ""), new("job:directory", ""), new("record:file", "")];

    private readonly Argument<string?> _spider = new("spider")
    {
        Description = "Its name, as in: crawler list. Default: all spiders.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly RecordingOption _recording = new();

    private readonly Option<bool> _demo = DemoServer.Option();

    private readonly SetOption _set = new();

    private readonly LogOptions _log = new();

    public CheckCommand()
        : base("check", "Tries callbacks on the pages that their [Sample] names, and holds what they yield to [Returns] and [Scrapes]. Exits with 1 if one fails.", """
            crawler check
            crawler check quotes --replay quotes.warc.gz
            """)
    {
        Add(_spider);
        _recording.AddReplayTo(this);
        Add(_demo);
        Add(_set);
        _log.AddTo(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult command)
    {
        var project = SpiderProject.Current();
        var catalog = new SpiderLoader(project).Load();
        Type[] spiders = command.GetValue(_spider) is { } name ? [catalog.Find(name)] : [.. catalog.Spiders.Values];
        var contracts = spiders.Select(spider => (Spider: spider, Contracts: CallbackContract.Of(spider))).Where(entry => entry.Contracts.Count > 0).ToList();
        if (contracts.Count == 0)
        {
            Console.Error.WriteLine("crawler: there are no contracts: a callback has one by [Sample(\"https://…\")], [Returns(items: \"1..\")], [Scrapes(\"Text\")]");
            return ExitCode.Finished;
        }

        using var demo = command.GetValue(_demo) ? DemoServer.Start() : null;
        var options = _set.Read(command, project, [.. OwnSettings, .. _recording.Read(command), .. demo?.Settings ?? []]).Load();
        demo?.Trust(options);
        await using var services = CrawlServices.Create(_log.Read(command), project);
        var tally = new Tally();
        foreach (var (spider, promised) in contracts)
        {
            var trials = await TryAsync(spider, promised, options, services);
            if (trials is null)
            {
                return ExitCode.Interrupted;
            }

            tally.Report(SpiderName.Of(spider), promised.Zip(trials));
        }

        Console.Out.WriteLine($"{tally.Held} ok, {tally.Broken} failed");
        return tally.Broken == 0 ? ExitCode.Finished : ExitCode.Failed;
    }

    /// <returns>Null if it was interrupted.</returns>
    private static async Task<IReadOnlyList<Trial>?> TryAsync(
        Type type, IReadOnlyList<CallbackContract> contracts, CrawlerOptions options, IServiceProvider services)
    {
        await using var process = new CrawlerProcess(options, services);
        var crawler = process.CreateCrawler(type);
        List<Trial> trials = [.. contracts.Select(contract => new Trial(new Request(contract.Sample), contract.CallbackOf(crawler.Spider)))];
        Trial.Begin(crawler.Spider, trials);
        _ = crawler.CrawlAsync();
        return process.Start().Single().Reason == CloseReason.Shutdown ? null : trials;
    }

    private sealed class Tally
    {
        public int Held { get; private set; }

        public int Broken { get; private set; }

        public void Report(string spider, IEnumerable<(CallbackContract Contract, Trial Trial)> tried)
        {
            foreach (var (contract, trial) in tried)
            {
                foreach (var check in ContractCheck.Of(contract, trial))
                {
                    var place = $"{spider} {contract.Method.Name} {contract.Sample}: {check.What}";
                    Console.Out.WriteLine(CleanText.Line(check.Failure is null ? $"ok      {place}" : $"failed  {place}, but {check.Failure}"));
                    Held += check.Failure is null ? 1 : 0;
                    Broken += check.Failure is null ? 0 : 1;
                }
            }
        }
    }
}
