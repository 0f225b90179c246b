using System.Globalization;

namespace Crawling.Cli;

/// <summary>A statistic and a bound that make a crawl a failure: <c>errors&gt;10</c>.</summary>
internal sealed class FailOnRule
{
    // Longer ones first: ">" would match within ">=".
    private static readonly string[] Comparisons = [">=", "<=", "!=", ">", "<", "="];

    private static readonly Dictionary<string, string> Aliases = new(StringComparer.Ordinal)
    {
        ["drops"] = "item_dropped_count",
        ["errors"] = "spider_exceptions/count",
        ["failures"] = "downloader/exception_count",
        ["items"] = "item_scraped_count",
        ["pages"] = "response_received_count",
        ["requests"] = "downloader/request_count",
        ["retries"] = "retry/count",
    };

    private readonly string _text;
    private readonly string _key;
    private readonly string _comparison;
    private readonly string _bound;

    private FailOnRule(string text, string key, string comparison, string bound)
    {
        _text = text;
        _key = key;
        _comparison = comparison;
        _bound = bound;
    }

    /// <exception cref="SettingsException">It is not a rule.</exception>
    public static FailOnRule Parse(string text)
    {
        var at = text.AsSpan().IndexOfAny("<>=!");
        var comparison = Comparisons.FirstOrDefault(candidate => at > 0 && text.AsSpan(at).StartsWith(candidate, StringComparison.Ordinal));
        var bound = comparison is null ? "" : text[(at + comparison.Length)..].Trim();
        if (comparison is null || bound.Length == 0 || (!IsNumber(bound, out _) && comparison is not ("=" or "!=")))
        {
            throw new SettingsException($"--fail-on: '{text}' is not a rule; write it as in 'errors>10', 'items<1' or 'finish_reason!=finished'");
        }

        return new(text, KeyOf(text[..at].Trim()), comparison, bound);
    }

    public bool IsBroken(CrawlStatistics statistics)
    {
        var value = statistics.Get(_key);
        return IsNumber(_bound, out var bound)
            ? Compare(Number(value).CompareTo(bound))
            : Compare(string.CompareOrdinal(StatisticText.Of(value), _bound));
    }

    public string Describe(CrawlStatistics statistics) => $"--fail-on '{_text}': {_key} is {StatisticText.Of(statistics.Get(_key) ?? 0L)}";

    // All of the engine's own keys have '_' or '/' in them: any other word is an alias, or a slip.
    private static string KeyOf(string name) => Aliases.TryGetValue(name, out var key) ? key
        : name.AsSpan().ContainsAny('_', '/') ? name
        : throw new SettingsException($"--fail-on: there is no statistic '{name}'; {Suggestion.For(name, Aliases.Keys)}");

    private static bool IsNumber(string text, out double number) => double.TryParse(text, CultureInfo.InvariantCulture, out number);

    private static double Number(object? value) => value switch
    {
        null => 0,
        TimeSpan duration => duration.TotalSeconds,
        IConvertible number and not (string or DateTime) => number.ToDouble(CultureInfo.InvariantCulture),
        _ => double.NaN,
    };

    private bool Compare(int order) => _comparison switch
    {
        ">" => order > 0,
        ">=" => order >= 0,
        "<" => order < 0,
        "<=" => order <= 0,
        "=" => order == 0,
        _ => order != 0,
    };
}
