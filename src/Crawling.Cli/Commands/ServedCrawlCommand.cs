using System.CommandLine;
using Crawling.Serving;

namespace Crawling.Cli;

/// <summary>What <c>crawler serve</c> starts for a crawl: it is told on standard input what to do.</summary>
internal sealed class ServedCrawlCommand : Command
{
    public const string Verb = "served-crawl";

    private readonly LogOptions _log = new();

    public ServedCrawlCommand()
        : base(Verb, "Crawls as crawler serve says on standard input.")
    {
        Hidden = true;
        _log.AddTo(this);
        SetAction(command =>
        {
            var log = _log.Read(command);
            return RunProcess.Run(() => ServedProjects.Load(log));
        });
    }
}
