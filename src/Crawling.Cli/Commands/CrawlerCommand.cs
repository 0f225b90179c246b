using System.CommandLine;
using System.CommandLine.Help;

namespace Crawling.Cli;

/// <summary><c>crawler</c> itself.</summary>
internal sealed class CrawlerCommand : RootCommand
{
    private const string Examples = """
        crawler startproject shop
        crawler genspider books https://books.toscrape.com/
        crawler list
        crawler crawl quotes -o quotes.jsonl
        crawler job jobs/quotes
        crawler why https://example.com/private --job jobs/quotes
        crawler check quotes
        crawler fetch https://example.com/
        crawler shell https://example.com/
        crawler settings --get download:delay
        crawler serve
        crawler bench
        """;

    public CrawlerCommand()
        : base("Runs the spiders of a project: a folder with a crawler.json and spiders/*.cs.")
    {
        Add(new StartProjectCommand());
        Add(new GenSpiderCommand());
        Add(new CrawlCommand());
        Add(new RunSpiderCommand());
        Add(new JobCommand());
        Add(new WhyCommand());
        Add(new CheckCommand());
        Add(new ListCommand());
        Add(new FetchCommand());
        Add(new ViewCommand());
        Add(new ShellCommand());
        Add(new ParseCommand());
        Add(new SettingsCommand());
        Add(new ServeCommand());
        Add(new ServedCrawlCommand());
        Add(new BenchCommand());
        Add(new BenchSiteCommand());
        Add(new VersionCommand());

        var help = Options.OfType<HelpOption>().Single();
        var action = new HelpWithExamples((HelpAction)help.Action!, Examples);
        help.Action = action;
        SetAction(command => action.Invoke(command));
    }
}
