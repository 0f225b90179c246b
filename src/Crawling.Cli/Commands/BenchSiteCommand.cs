using System.CommandLine;

namespace Crawling.Cli;

/// <summary>What <c>crawler bench</c> starts: the site that it crawls.</summary>
internal sealed class BenchSiteCommand : Command
{
    public const string Verb = "bench-site";

    private readonly Argument<int> _pages = new("pages") { Description = "How many it has." };

    public BenchSiteCommand()
        : base(Verb, "Serves the site of crawler bench until standard input ends.")
    {
        Hidden = true;
        Add(_pages);
        SetAction(command => BenchServer.RunAsync(command.GetValue(_pages)));
    }
}
