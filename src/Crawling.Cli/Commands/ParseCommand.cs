using System.CommandLine;
using Serilog.Events;

namespace Crawling.Cli;

/// <summary><c>crawler parse URL</c>: what a spider's callback takes from a page.</summary>
internal sealed class ParseCommand : ExampledCommand
{
    private readonly Argument<string> _url = new("url") { Description = "The page's URL." };

    private readonly Option<string?> _spider = new("--spider")
    {
        Description = "The spider. Default: the one whose AllowedDomains the URL is in.",
        HelpName = "name",
    };

    private readonly Option<string?> _callback = new("--callback") { Description = "The spider's method. Default: ParseAsync.", HelpName = "method" };

    private readonly Option<int> _depth = new("--depth", "-d")
    {
        Description = "How many levels of pages to fetch.",
        HelpName = "levels",
        DefaultValueFactory = _ => 1,
    };

    private readonly ArgumentOption _arguments = new();

    private readonly JsonObjectOption _meta = new("--meta", "The request's Meta, as a JSON object.");

    private readonly JsonObjectOption _callbackArguments = new("--callback-arguments", "The request's CallbackArguments, as a JSON object.");

    private readonly Option<bool> _pipelines = new("--pipelines") { Description = "Send items through the pipelines, and show what is left of them." };

    private readonly Option<bool> _demo = DemoServer.Option();

    private readonly SetOption _set = new();

    private readonly LogOptions _log = new();

    public ParseCommand()
        : base("parse", "Runs a spider's callback on a page and shows the items and requests that it yields.", """
            crawler parse http://quotes.toscrape.com/ --spider quotes --demo
            crawler parse https://books.toscrape.com/ --spider books --depth 2
            crawler parse https://example.com/item/7 --spider shop --callback ParseItem --meta '{"page": 2}'
            """)
    {
        Add(_url);
        Add(_spider);
        Add(_callback);
        Add(_depth);
        Add(_arguments);
        Add(_meta);
        Add(_callbackArguments);
        Add(_pipelines);
        Add(_demo);
        Add(_set);
        _log.AddTo(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult command)
    {
        var request = new Request(PageOptions.Read(command.GetRequiredValue(_url)))
        {
            DontFilter = true,
            Meta = _meta.Read(command),
            CallbackArguments = _callbackArguments.Read(command),
        };
        var arguments = _arguments.Read(command);
        var log = _log.Read(command);
        var project = SpiderProject.Current();
        var spiders = new SpiderLoader(project).Load();
        using var demo = command.GetValue(_demo) ? DemoServer.Start() : null;
        var options = _set.Read(command, project, [.. PageOptions.OwnSettings, .. demo?.Settings ?? []]).Load();
        demo?.Trust(options);

        var recorder = new ParseRecorder(command.GetValue(_depth), keepsItems: !command.GetValue(_pipelines));
        await using var services = CrawlServices.Create(log with { Level = log.Level ?? LogEventLevel.Warning }, project, recorder);
        await using var process = new CrawlerProcess(options, services);
        var spider = command.GetValue(_spider) is { } name ? spiders.Find(name) : SpiderChoice.For(request.Url, spiders, process);
        var crawler = process.CreateCrawler(spider, arguments);
        var callback = command.GetValue(_callback) is { } method ? SpiderCallbacks.Find(crawler.Spider, method) : null;
        var failures = Prepare(crawler, request with { Callback = callback }, recorder, command.GetValue(_pipelines));

        _ = crawler.CrawlAsync();
        var result = process.Start().Single();
        ParseReport.Write(recorder);
        failures.ForEach(failure => Console.Error.WriteLine(CleanText.Line($"crawler: {failure}")));
        return failures.Count > 0 || result.Statistics["spider_exceptions/count"] > 0 ? ExitCode.Failed : ExitCode.Of(result);
    }

    /// <returns>Gets a line for each page that could not be fetched.</returns>
    private static List<string> Prepare(Crawler crawler, Request request, ParseRecorder recorder, bool usesPipelines)
    {
        List<string> failures = [];
        crawler.Spider.StartInstead = () => new Output[] { request }.ToAsyncEnumerable();
        crawler.Options.Statistics.LogInterval = null;
        crawler.Options.SpiderMiddleware.ReplaceBy([typeof(ParseRecorder), .. crawler.Options.SpiderMiddleware]);
        crawler.Events.Subscribe<RequestFailed>(
            failed => failures.Add($"{failed.Failure.Request.Url}: {failed.Failure.Reason}: {failed.Failure.Exception?.Message ?? $"it answered {failed.Failure.Response?.Status}"}"),
            int.MaxValue);
        if (usesPipelines)
        {
            crawler.Events.Subscribe<ItemScraped>(scraped => recorder.Take(scraped.Item, scraped.Response), int.MaxValue);
        }
        else
        {
            crawler.Options.ItemPipelines.ReplaceBy([]);
        }

        return failures;
    }
}
