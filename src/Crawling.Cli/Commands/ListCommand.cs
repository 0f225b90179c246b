using System.CommandLine;
using Crawling.Spiders;

namespace Crawling.Cli;

/// <summary><c>crawler list</c>: the names of the project's spiders.</summary>
internal sealed class ListCommand : ExampledCommand
{
    private readonly Option<bool> _verbose = new("--verbose", "-v") { Description = "Their arguments too." };

    public ListCommand()
        : base("list", "Lists the project's spiders, one a line.", """
            crawler list
            crawler list -v
            """)
    {
        Add(_verbose);
        SetAction(Run);
    }

    private int Run(ParseResult command)
    {
        var spiders = new SpiderLoader(SpiderProject.Current()).Load().Spiders;
        foreach (var (name, type) in spiders)
        {
            Console.Out.WriteLine(command.GetValue(_verbose) ? $"{name} {string.Join(' ', SpiderArguments.Known(type).Select(argument => $"{argument.Name}=<{argument.Type}>"))}".TrimEnd() : name);
        }

        if (spiders.Count == 0)
        {
            Console.Error.WriteLine("crawler: the project has no spiders/*.cs yet");
        }

        return ExitCode.Finished;
    }
}
