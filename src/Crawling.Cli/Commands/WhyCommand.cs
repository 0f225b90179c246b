using System.CommandLine;
using Crawling.Jobs;

namespace Crawling.Cli;

/// <summary><c>crawler why URL --job FOLDER</c>: what became of a URL.</summary>
internal sealed class WhyCommand : ExampledCommand
{
    private readonly Argument<string> _url = new("url") { Description = "The page's URL." };

    private readonly Option<string> _job = new("--job")
    {
        Description = "The job's folder, as in: crawler crawl --job.",
        HelpName = "folder",
        Required = true,
    };

    private readonly Option<bool> _json = new("--json") { Description = "Write it as JSON." };

    public WhyCommand()
        : base("why", "Tells what became of a URL: fetched, failed, queued, or dropped by which rule, and from which page. Exits with 1 if it was never seen.", """
            crawler why https://example.com/private --job jobs/example
            crawler why https://example.com/private --job jobs/example --json | jq .history
            """)
    {
        Add(_url);
        Add(_job);
        Add(_json);
        SetAction(Run);
    }

    private int Run(ParseResult command)
    {
        var text = command.GetRequiredValue(_url);
        if (!Url.TryParse(text, null, out var url))
        {
            throw new SettingsException($"'{text}' is not a URL; write it as in https://example.com/");
        }

        var report = WhyReport.Read(command.GetRequiredValue(_job), url);
        if (command.GetValue(_json))
        {
            JsonOutput.Write(report);
        }
        else
        {
            WhyText.Write(report);
        }

        return report.State == UrlState.NeverSeen ? ExitCode.Failed : ExitCode.Finished;
    }
}
