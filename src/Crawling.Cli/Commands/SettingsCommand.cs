using System.CommandLine;
using Crawling.Configuration;

namespace Crawling.Cli;

/// <summary><c>crawler settings</c>: the effective settings and where each comes from.</summary>
internal sealed class SettingsCommand : ExampledCommand
{
    private readonly Option<string?> _get = new("--get") { Description = "Show the value of this setting only.", HelpName = "path" };

    private readonly Option<string?> _spider = new("--spider") { Description = "As they are for this spider.", HelpName = "name" };

    private readonly SetOption _set = new();

    public SettingsCommand()
        : base("settings", "Shows the settings in force and where each comes from; secrets are masked.", """
            crawler settings
            crawler settings --get download:delay
            crawler settings --spider quotes
            """)
    {
        Add(_get);
        Add(_spider);
        Add(_set);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult command)
    {
        var options = command.GetValue(_spider) is { } spider ? await OfSpiderAsync(command, spider) : OfProject(command);
        var path = command.GetValue(_get);
        var entries = path is null ? SettingsView.Of(options) : SettingsView.Get(options, path);
        if (entries is [var only] && path is not null)
        {
            Console.Out.WriteLine(only.Value);
            return ExitCode.Finished;
        }

        foreach (var entry in entries)
        {
            Console.Out.WriteLine($"{entry.Path} = {entry.Value}  ({entry.Source})");
        }

        return ExitCode.Finished;
    }

    private CrawlerOptions OfProject(ParseResult command) => _set.Read(command, SpiderProject.Find(Environment.CurrentDirectory)).Load();

    // The crawl's own options, as the engine lays them over each other; the spider's code has a say in them.
    private async Task<CrawlerOptions> OfSpiderAsync(ParseResult command, string name)
    {
        var project = SpiderProject.Current();
        var spider = new SpiderLoader(project).Load().Find(name);
        await using var services = CrawlServices.Create(LogSettings.None, project);
        await using var process = new CrawlerProcess(_set.Read(command, project).Load(), services);
        return process.CreateCrawler(spider).Options;
    }
}
