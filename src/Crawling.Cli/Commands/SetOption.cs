using System.CommandLine;
using Crawling.Configuration;

namespace Crawling.Cli;

/// <summary><c>--set path=value</c>, of every command that has settings.</summary>
internal sealed class SetOption : Option<string[]>
{
    public SetOption()
        : base("--set")
    {
        Description = "Set a setting over all other sources, as in download:delay=00:00:01. May be repeated.";
        HelpName = "path=value";
    }

    /// <summary>The layers of settings: those of the project if there is one, the environment, what the command line says.</summary>
    /// <param name="command">The command line.</param>
    /// <param name="project">The project.</param>
    /// <param name="further">What other options say in terms of settings.</param>
    public SettingsLayers Read(ParseResult command, SpiderProject? project, params IEnumerable<KeyValuePair<string, string>> further) =>
        SettingsLayers.FromFile(
            project?.Settings,
            SettingsLayer.ProcessEnvironment(),
            SettingsLayer.CommandLine([.. command.GetValue(this)!.Select(text => Assignment.Parse(Name, text)), .. further]));
}
