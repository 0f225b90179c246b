using Microsoft.Extensions.Logging;

namespace Crawling.Extensions;

/// <summary>Logs again and again how far the crawl is. On the loop.</summary>
internal sealed class StatisticsLog(Crawler crawler, Reactor reactor, ILogger logger)
{
    private readonly StatisticsOptions _options = crawler.Options.Statistics;
    private DelayedCall? _next;
    private StatisticsSample _last = StatisticsSample.None;

    public void Start()
    {
        _last = Take();
        Wait();
    }

    public void Stop() => _next?.Cancel();

    private StatisticsSample Take() => new(reactor.Time.GetTimestamp(), crawler.Statistics.Numbers.ToDictionary(StringComparer.Ordinal));

    private void Wait() => _next = _options.LogInterval is { } interval ? reactor.CallLater(interval, Tell) : null;

    private void Tell()
    {
        var now = Take();
        var report = new StatisticsReport(_last, now, reactor.Time.GetElapsedTime(_last.Timestamp, now.Timestamp), crawler.Queued);
        _last = now;
        StatisticsLogMessages.Write(logger, _options.LogFormat, report);
        Wait();
    }
}

/// <summary>The numbers at a time.</summary>
internal sealed record StatisticsSample(long Timestamp, IReadOnlyDictionary<string, long> Numbers)
{
    public static readonly StatisticsSample None = new(0, new Dictionary<string, long>());

    public long this[string key] => Numbers.GetValueOrDefault(key);
}
