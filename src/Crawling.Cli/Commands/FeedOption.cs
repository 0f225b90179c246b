using System.CommandLine;
using System.Globalization;
using Crawling.Feeds;

namespace Crawling.Cli;

/// <summary><c>-o</c> and <c>-O</c>: a file to write items to, <c>items.jsonl</c>, <c>items.txt:csv</c>, <c>-</c> or <c>-:json</c>.</summary>
internal sealed class FeedOption : Option<string[]>
{
    private readonly bool _overwrite;

    public FeedOption(string name, string alias, bool overwrite, string description)
        : base(name, alias)
    {
        _overwrite = overwrite;
        Description = description;
        HelpName = "file[:format]";
    }

    /// <exception cref="SettingsException">A format is not known.</exception>
    public IEnumerable<FeedOptions> Read(ParseResult command) => command.GetValue(this)!.Select(Parse);

    /// <summary>The feeds as settings; a list of settings replaces those of lower layers.</summary>
    public static IEnumerable<KeyValuePair<string, string>> AsSettings(IEnumerable<FeedOptions> feeds) => feeds.SelectMany((feed, index) =>
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"feeds:{index}:");
        KeyValuePair<string, string>[] settings =
        [
            new(path + "path", feed.Path),
            new(path + "overwrite", feed.Overwrite ? "true" : "false"),
        ];
        return feed.Format is null ? settings : settings.Append(new(path + "format", feed.Format));
    });

    private FeedOptions Parse(string text)
    {
        var at = text.LastIndexOf(':');
        var format = text[(at + 1)..];

        // A file may have a colon in its name, or a drive before it; a format is a word of letters.
        var hasFormat = at > 0 && format.Length > 0 && format.All(char.IsAsciiLetter);
        var feed = new FeedOptions
        {
            Path = hasFormat ? text[..at] : text,
            Format = hasFormat ? format : null,
            Overwrite = _overwrite,
        };
        _ = FeedFormats.Of(feed);
        return feed;
    }
}
