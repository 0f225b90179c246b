using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Crawling.Extensions;

/// <summary>How far a crawl is, and how much of it is new.</summary>
/// <param name="before">The numbers when it was last told.</param>
/// <param name="now">The numbers now.</param>
/// <param name="elapsed">The time between.</param>
/// <param name="queued">Requests that wait.</param>
internal sealed class StatisticsReport(StatisticsSample before, StatisticsSample now, TimeSpan elapsed, long queued)
{
    // It stands in a log: nothing in it need be safe within HTML.
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public long Pages => now["response_received_count"];

    public long PagesPerMinute => Rate("response_received_count");

    public long Items => now["item_scraped_count"];

    public long ItemsPerMinute => Rate("item_scraped_count");

    public long Queued => queued;

    public string ToJson() => JsonSerializer.Serialize(
        new
        {
            seconds = Math.Round(elapsed.TotalSeconds, 3),
            pages_per_minute = PagesPerMinute,
            items_per_minute = ItemsPerMinute,
            queued,
            total = new SortedDictionary<string, long>(now.Numbers.ToDictionary(), StringComparer.Ordinal),
            change = new SortedDictionary<string, long>(Changes().ToDictionary(), StringComparer.Ordinal),
        },
        Readable);

    /// <summary>A line for each number: its name, its total, and what it has changed by.</summary>
    public string ToTable()
    {
        var changes = Changes().ToDictionary(StringComparer.Ordinal);
        var width = now.Numbers.Keys.Select(key => key.Length).DefaultIfEmpty().Max();
        var table = new StringBuilder();
        foreach (var (key, number) in now.Numbers.OrderBy(number => number.Key, StringComparer.Ordinal))
        {
            var change = changes.TryGetValue(key, out var by) ? by.ToString("+0;-0", CultureInfo.InvariantCulture) : "";
            table.Append("\n  ").Append(string.Create(CultureInfo.InvariantCulture, $"{key.PadRight(width)} {number,12} {change,10}").TrimEnd());
        }

        return table.ToString();
    }

    private IEnumerable<KeyValuePair<string, long>> Changes() => now.Numbers
        .Select(number => KeyValuePair.Create(number.Key, number.Value - before[number.Key]))
        .Where(change => change.Value != 0);

    private long Rate(string key) => elapsed > TimeSpan.Zero ? (long)Math.Round((now[key] - before[key]) / elapsed.TotalMinutes) : 0;
}
