using System.CommandLine;

namespace Crawling.Cli;

/// <summary>A command whose help ends with examples.</summary>
/// <param name="name">What it is called by.</param>
/// <param name="description">What it does, in a sentence.</param>
/// <param name="examples">Command lines, one a line.</param>
internal abstract class ExampledCommand(string name, string description, string examples) : Command(name, description)
{
    public string Examples => examples;
}
