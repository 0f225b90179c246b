using System.CommandLine;

namespace Crawling.Cli;

/// <summary><c>-a key=value</c>: the arguments of a spider.</summary>
internal sealed class ArgumentOption : Option<string[]>
{
    public ArgumentOption()
        : base("--argument", "-a")
    {
        Description = "Set an argument of the spider: a public property. May be repeated.";
        HelpName = "key=value";
    }

    /// <exception cref="SettingsException">One is no assignment.</exception>
    public Dictionary<string, string> Read(ParseResult command) => Assignment.ParseAll("-a", command.GetValue(this)!);
}
