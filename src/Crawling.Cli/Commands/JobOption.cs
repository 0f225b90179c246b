using System.CommandLine;

namespace Crawling.Cli;

/// <summary><c>--job</c> and <c>--restart</c>: where the crawl keeps its state, and whether it begins anew.</summary>
internal sealed class JobOption
{
    private readonly Option<string?> _directory = new("--job")
    {
        Description = "Keep the state of the crawl in a folder; the same command again resumes it, even after kill -9.",
        HelpName = "folder",
    };

    private readonly Option<bool> _restart = new("--restart") { Description = "Begin the job anew, whatever its folder holds." };

    public void AddTo(Command command)
    {
        command.Add(_directory);
        command.Add(_restart);
    }

    /// <summary>The two in terms of settings.</summary>
    public IEnumerable<KeyValuePair<string, string>> Read(ParseResult command)
    {
        if (command.GetValue(_directory) is { } directory)
        {
            yield return new("job:directory", directory);
        }

        if (command.GetValue(_restart))
        {
            yield return new("job:restart", "true");
        }
    }
}
