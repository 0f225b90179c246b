namespace Crawling;

/// <summary>A file that items are written to.</summary>
public sealed class FeedOptions
{
    /// <summary>The file; <c>-</c> is standard output. One that ends in <c>.gz</c>, as <c>items.jsonl.gz</c>, is compressed. <c>{name}</c> is the
    /// spider, <c>{time}</c> when the crawl began (UTC), <c>{batch}</c> the number of the batch, <c>{tag}</c> the argument <c>tag</c>.</summary>
    public string Path { get; set; } = "";

    /// <summary><c>jsonl</c>, <c>json</c>, <c>csv</c> or <c>xml</c>.
    /// Default: by the file's extension (before <c>.gz</c>), <c>jsonl</c> for standard output.</summary>
    public string? Format { get; set; }

    /// <summary>Whether the file is replaced, at the end and at once, instead of appended to. Default: false.</summary>
    public bool Overwrite { get; set; }

    /// <summary>The types of items it takes, as <c>Book</c>. Default: all.</summary>
    public List<string> ItemTypes { get; set; } = [];

    /// <summary>The fields it takes, in this order; <c>price:cost</c> writes the field <c>price</c> as <c>cost</c>. Default: all.</summary>
    public List<string> Fields { get; set; } = [];

    /// <summary>How many items a file holds before the next is begun; the path then has <c>{batch}</c>, or <c>{batch:0000}</c> with zeros. Null is no
    /// limit. Default: null.</summary>
    public int? BatchItems { get; set; }

    /// <summary>Whether there is a file if there are no items. Default: true.</summary>
    public bool StoreEmpty { get; set; } = true;

    /// <summary>Whether a <c>'</c> is put before the text of a CSV cell that a spreadsheet would run as a formula: one that begins with <c>=</c>,
    /// <c>+</c>, <c>-</c>, <c>@</c>, a tab or a line end. Default: false.</summary>
    public bool EscapeFormulas { get; set; }

    /// <summary>Reads <c>path</c> or <c>path:format</c>, as the command line takes it.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="overwrite">Whether the file is replaced instead of appended to.</param>
    /// <exception cref="SettingsException">The path or the format is empty.</exception>
    public static FeedOptions Parse(string text, bool overwrite = false)
    {
        ArgumentNullException.ThrowIfNull(text);
        var colon = text.LastIndexOf(':');
        var isDrive = OperatingSystem.IsWindows() && colon == 1 && char.IsAsciiLetter(text[0]);
        if (colon < 0 || isDrive || text.AsSpan(colon).ContainsAny('/', '\\', '.'))
        {
            return text.Length > 0
                ? new() { Path = text, Overwrite = overwrite }
                : throw new SettingsException("A feed needs a path, such as items.jsonl, or - for standard output.");
        }

        return colon > 0 && colon < text.Length - 1
            ? new() { Path = text[..colon], Format = text[(colon + 1)..], Overwrite = overwrite }
            : throw new SettingsException($"The feed '{text}' is not path:format, such as items.txt:jsonl or -:csv.");
    }
}
