using System.CommandLine;
using Serilog.Events;

namespace Crawling.Cli;

/// <summary>The options of commands that fetch single pages as a crawl would.</summary>
internal sealed class PageOptions
{
    /// <summary>A few pages are no crawl: they are written to no feed and no recording, belong to no job, and end when they are told to.</summary>
    public static KeyValuePair<string, string>[] OwnSettings { get; } =
    [
        .. new[]
        {
            "feeds", "job:directory", "record:file", "close:after", "close:afterNoItem", "close:bytes", "close:errors", "close:items", "close:pages",
            "close:pagesWithoutItem",
        }.Select(setting => KeyValuePair.Create(setting, "")),
    ];

    private readonly Option<string?> _spider = new("--spider")
    {
        Description = "Fetch with the settings of this spider.",
        HelpName = "name",
    };

    private readonly Option<bool> _demo = DemoServer.Option();

    private readonly SetOption _set = new();

    private readonly LogOptions _log = new();

    public void AddTo(Command command)
    {
        command.Add(_spider);
        command.Add(_demo);
        command.Add(_set);
        _log.AddTo(command);
    }

    /// <summary>The URL that a command is given.</summary>
    /// <exception cref="SettingsException">It is none.</exception>
    public static Url Read(string text) => Url.TryParse(text, null, out var url)
        ? url
        : throw new SettingsException($"'{text}' is not a URL; write it as in https://example.com/");

    /// <summary>The crawl that fetches the pages.</summary>
    /// <param name="command">The command line.</param>
    /// <exception cref="SettingsException">There is no such spider, or a setting cannot be used.</exception>
    public HeldCrawl Open(ParseResult command)
    {
        var project = command.GetValue(_spider) is null ? SpiderProject.Find(Environment.CurrentDirectory) : SpiderProject.Current();
        var spider = command.GetValue(_spider) is { } name ? new SpiderLoader(project!).Load().Find(name) : null;
        var log = _log.Read(command);
        var demo = command.GetValue(_demo) ? DemoServer.Start() : null;
        var options = _set.Read(command, project, [.. OwnSettings, .. demo?.Settings ?? []]).Load();
        demo?.Trust(options);
        var services = CrawlServices.Create(log with { Level = log.Level ?? LogEventLevel.Warning }, project);
        return HeldCrawl.Open(services, options, spider, demo);
    }
}
