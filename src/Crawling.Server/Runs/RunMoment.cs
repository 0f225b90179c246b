namespace Crawling.Serving;

/// <summary>What a crawl had counted at a moment.</summary>
/// <param name="At">The moment.</param>
/// <param name="Pages">Responses.</param>
/// <param name="Items">Items.</param>
/// <param name="Received">Bytes that have come in, in this run.</param>
/// <param name="Sent">Bytes that have gone out, in this run.</param>
/// <param name="Statuses">How often each status has come.</param>
/// <param name="Unanswered">Tries that brought no response.</param>
internal sealed record RunMoment(
    DateTimeOffset At, long Pages, long Items, long Received, long Sent, IReadOnlyDictionary<string, long> Statuses, long Unanswered)
{
    public const string PagesKey = "response_received_count";
    public const string ItemsKey = "item_scraped_count";
    public const string StatusKey = "downloader/response_status_count/";

    public static RunMoment Of(Crawler crawler, DateTimeOffset at) => new(
        at,
        crawler.Statistics[PagesKey],
        crawler.Statistics[ItemsKey],
        crawler.Traffic.Received,
        crawler.Traffic.Sent,
        crawler.Statistics.Numbers
            .Where(number => number.Key.StartsWith(StatusKey, StringComparison.Ordinal))
            .ToDictionary(number => number.Key[StatusKey.Length..], number => number.Value, StringComparer.Ordinal),
        crawler.Statistics["downloader/exception_count"]);
}
