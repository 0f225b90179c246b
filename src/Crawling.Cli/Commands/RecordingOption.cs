using System.CommandLine;

namespace Crawling.Cli;

/// <summary><c>--record</c> and <c>--replay</c>: a WARC file to write what is fetched to, or to take it from.</summary>
internal sealed class RecordingOption
{
    private readonly Option<string?> _record = new("--record")
    {
        Description = "Record every request and response to a WARC file, .warc.gz or .warc, replacing it.",
        HelpName = "file",
    };

    private readonly Option<string?> _replay = new("--replay")
    {
        Description = "Answer every request from a recording, in the same order each time: no network needed.",
        HelpName = "file",
    };

    public void AddTo(Command command)
    {
        command.Add(_record);
        AddReplayTo(command);
    }

    public void AddReplayTo(Command command) => command.Add(_replay);

    /// <summary>The two in terms of settings.</summary>
    /// <exception cref="SettingsException">The recording to replay is not there.</exception>
    public IEnumerable<KeyValuePair<string, string>> Read(ParseResult command)
    {
        if (command.GetValue(_record) is { } record)
        {
            yield return new("record:file", record);
        }

        if (command.GetValue(_replay) is { } replay)
        {
            yield return File.Exists(replay)
                ? new("replay:file", replay)
                : throw new SettingsException($"--replay: there is no file '{replay}'; a recording is made with: crawler crawl NAME --record {replay}");
        }
    }
}
