using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Crawling.Cli;

/// <summary>The usual help, and examples below it.</summary>
internal sealed class HelpWithExamples(HelpAction help, string rootExamples) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var exitCode = help.Invoke(parseResult);
        var examples = parseResult.CommandResult.Command is ExampledCommand command ? command.Examples : rootExamples;
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        foreach (var example in examples.Split('\n'))
        {
            output.WriteLine($"  {example.TrimEnd()}");
        }

        return exitCode;
    }
}
