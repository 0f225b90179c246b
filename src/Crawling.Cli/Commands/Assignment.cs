namespace Crawling.Cli;

/// <summary>What is said as <c>name=value</c>.</summary>
internal static class Assignment
{
    /// <exception cref="SettingsException">There is no name, or no <c>=</c>.</exception>
    public static KeyValuePair<string, string> Parse(string option, string text)
    {
        var at = text.IndexOf('=', StringComparison.Ordinal);
        return at > 0
            ? new(text[..at].Trim(), text[(at + 1)..])
            : throw new SettingsException($"{option}: '{text}' is not name=value");
    }

    /// <summary>All of them; of two for one name the last holds.</summary>
    public static Dictionary<string, string> ParseAll(string option, IEnumerable<string> texts)
    {
        var lastOfEach = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in texts.Select(text => Parse(option, text)))
        {
            lastOfEach[name] = value;
        }

        return lastOfEach;
    }
}
