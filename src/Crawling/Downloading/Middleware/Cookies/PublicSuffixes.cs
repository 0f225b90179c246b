namespace Crawling.Cookies;

/// <summary>
/// The Public Suffix List (https://publicsuffix.org/list/): domains below which anybody can have a name, so that no one of them may set cookies
/// for all. Read when it is first asked.
/// </summary>
internal static class PublicSuffixes
{
    private static readonly Lazy<HashSet<string>> Rules = new(Read);

    /// <summary>The longest that a name, in lower case and ASCII, is or ends in: what a rule names or a wildcard covers, what stands over an
    /// exception, and if there is no rule the last label.</summary>
    public static string Of(string name)
    {
        var rules = Rules.Value;
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        while (dot >= 0 && !rules.Contains(name))
        {
            var parent = name[(dot + 1)..];
            if (rules.Contains($"*.{parent}"))
            {
                return rules.Contains($"!{name}") ? parent : name;
            }

            name = parent;
            dot = name.IndexOf('.', StringComparison.Ordinal);
        }

        return name;
    }

    private static HashSet<string> Read()
    {
        using var stream = typeof(PublicSuffixes).Assembly.GetManifestResourceStream("Crawling.Downloading.Middleware.Cookies.public-suffixes.txt")!;
        using var reader = new StreamReader(stream);
        var rules = new HashSet<string>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#'))
            {
                rules.Add(line);
            }
        }

        return rules;
    }
}
