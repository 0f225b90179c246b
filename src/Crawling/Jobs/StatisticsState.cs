using Crawling.Scheduling;

namespace Crawling.Jobs;

/// <summary>Keeps what a crawl has counted, so that the counts of a resumed one go on.</summary>
internal sealed class StatisticsState(CrawlStatistics statistics) : IJobState
{
    private const string Prefix = "statistics/";

    private readonly Dictionary<string, long> _saved = new(StringComparer.Ordinal);

    public void Restore(IReadOnlyDictionary<string, byte[]> values)
    {
        foreach (var (key, value) in values.Where(value => value.Key.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            var number = StateValue.ToNumber(value);
            statistics.Add(key[Prefix.Length..], number);
            _saved.Add(key[Prefix.Length..], number);
        }
    }

    public IEnumerable<StateChange> TakeChanges()
    {
        foreach (var (key, number) in statistics.Numbers)
        {
            if (!_saved.TryGetValue(key, out var saved) || saved != number)
            {
                _saved[key] = number;
                yield return new(Prefix + key, StateValue.Of(number));
            }
        }
    }
}
