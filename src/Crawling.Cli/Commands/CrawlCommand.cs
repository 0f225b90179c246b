using System.CommandLine;
using Crawling.Configuration;

namespace Crawling.Cli;

/// <summary><c>crawler crawl NAME</c>: runs a spider of the project.</summary>
internal class CrawlCommand : ExampledCommand
{
    private readonly Argument<string> _spider;

    private readonly ArgumentOption _arguments = new();

    private readonly SetOption _set = new();

    private readonly FeedOption _output = new(
        "--output",
        "-o",
        overwrite: false,
        "Append items to a file, compressed if it ends in .gz; - is standard output. May be repeated. Replaces the feeds of crawler.json.");

    private readonly FeedOption _overwrite = new("--overwrite-output", "-O", overwrite: true, "Write items to a file, replacing it at the end.");

    private readonly JobOption _job = new();

    private readonly RecordingOption _recording = new();

    private readonly Option<string?> _stats = new("--stats") { Description = "Write the statistics to a file, as JSON.", HelpName = "file" };

    private readonly Option<string[]> _failOn = new("--fail-on")
    {
        Description = "Exit with 1 if a statistic is so: errors>10, items<1, finish_reason!=finished, any key. May be repeated.",
        HelpName = "rule",
    };

    private readonly Option<string> _interval = new("--progress-interval")
    {
        Description = "How often progress is logged where standard error is no terminal.",
        HelpName = "duration",
        DefaultValueFactory = _ => "60s",
    };

    private readonly Option<bool> _live = new("--live")
    {
        Description = "Watch the crawl on the whole terminal: traffic, hosts, items, errors; keys pause it, slow it down and stop it.",
    };

    private readonly Option<bool> _demo = DemoServer.Option();

    private readonly LogOptions _log = new();

    public CrawlCommand()
        : this("crawl", "Runs a spider of the project.", new("spider") { Description = "Its name, as in: crawler list." }, """
            crawler crawl quotes -o quotes.jsonl
            crawler crawl quotes -a tag=love -O love.csv --set download:delay=00:00:01
            crawler crawl quotes --live
            crawler crawl quotes -o -:jsonl --quiet | jq .author
            crawler crawl quotes -O quotes.jsonl --job jobs/quotes      (killed? the same command goes on)
            crawler crawl quotes --record quotes.warc.gz                (then, offline: --replay quotes.warc.gz)
            crawler crawl quotes --demo --stats stats.json --fail-on 'errors>10' --fail-on 'items<1'
            """)
    {
    }

    /// <summary>A command with the same options.</summary>
    protected CrawlCommand(string name, string description, Argument<string> spider, string examples)
        : base(name, description, examples)
    {
        _spider = spider;
        Add(_spider);
        Add(_arguments);
        Add(_set);
        Add(_output);
        Add(_overwrite);
        _job.AddTo(this);
        _recording.AddTo(this);
        Add(_stats);
        Add(_failOn);
        Add(_interval);
        Add(_live);
        Add(_demo);
        _log.AddTo(this);
        SetAction(RunAsync);
    }

    /// <summary>Where the spider is.</summary>
    /// <param name="spider">What the command line says of it.</param>
    protected virtual SpiderProject ProjectOf(string spider) => SpiderProject.Current();

    private async Task<int> RunAsync(ParseResult command)
    {
        // What is wrong with the command line is said before anything takes time.
        FailOnRule[] rules = [.. command.GetValue(_failOn)!.Select(FailOnRule.Parse)];
        var arguments = _arguments.Read(command);
        FeedOptions[] feeds = [.. _output.Read(command), .. _overwrite.Read(command)];
        var interval = IntervalOf(command);
        var log = _log.Read(command);
        var report = new CrawlReport(command.GetValue(_stats), rules, log.Quiet);

        var project = ProjectOf(command.GetRequiredValue(_spider));
        var spiders = new SpiderLoader(project).Load();
        var spider = project.File is { } file ? spiders.Only(file) : spiders.Find(command.GetRequiredValue(_spider));
        using var demo = command.GetValue(_demo) ? DemoServer.Start() : null;
        var layers = _set.Read(command, project, [.. FeedOption.AsSettings(feeds), .. _job.Read(command), .. _recording.Read(command), .. demo?.Settings ?? []]);
        if (project.File is null)
        {
            layers.CheckSpiders([.. spiders.Spiders.Keys]);
        }

        var options = layers.Load();
        demo?.Trust(options);

        CrawlResult result;
        await using (var services = CrawlServices.Create(log, project))
        await using (var process = new CrawlerProcess(options, services))
        {
            var crawler = process.CreateCrawler(spider, arguments);
            if (crawler.Options.Sources.Of("statistics:logInterval") is null && crawler.Options.Sources.Of("statistics:logFormat") is null)
            {
                // The progress line says the same.
                crawler.Options.Statistics.LogInterval = null;
            }

            using var console = new CrawlConsole(hasData: crawler.Options.Feeds.Any(feed => feed.Path == "-"), log.Quiet);
            await using var progress = console.LiveLine is { } line
                ? ProgressReporter.OnTerminal(crawler.Statistics, line, TimeProvider.System)
                : ProgressReporter.InLog(crawler.Statistics, crawler.CreateLogger("Crawling.Cli"), interval, TimeProvider.System);
            using var telemetry = OtlpExport.Start(crawler.Options.Telemetry, crawler.CreateLogger("Crawling.Cli"));
            using var view = command.GetValue(_live) ? LiveView.Open(process, crawler, console) : null;
            crawler.Inspector ??= view is null ? ShellInspector.OnTerminal(console) : null;
            _ = crawler.CrawlAsync();
            result = process.Start().Single();
        }

        return report.Write(result);
    }

    private TimeSpan IntervalOf(ParseResult command)
    {
        var text = command.GetRequiredValue(_interval);
        return Duration.Parse(text) is { } interval && interval > TimeSpan.Zero
            ? interval
            : throw new SettingsException($"{_interval.Name}: '{text}' is not a duration; write it as in 30s, 5m or 00:01:00");
    }
}
