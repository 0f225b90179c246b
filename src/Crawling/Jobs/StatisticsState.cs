using Crawling.Scheduling;

namespace Crawling.Jobs;

/// <summary>Keeps what a crawl has counted, so that the counts of a resumed one go on.</summary>
internal sealed class StatisticsState(CrawlStatistics statistics) : IJobState
{
    private const string Prefix = "statistics/";

    private readonly Dictionary<string, long> _saved = new(StringComparer.Ordinal);

    public void Restore(IReadOnlyDictionary<string, byte[]> values)
    {
        foreach (var (key, number) in Read(values))
        {
            statistics.Restore(key, number);
            _saved.Add(key, number);
        }
    }

    /// <summary>The counts that a job has kept.</summary>
    public static IReadOnlyDictionary<string, long> Read(IReadOnlyDictionary<string, byte[]> values) =>
        values.Where(value => value.Key.StartsWith(Prefix, StringComparison.Ordinal))
            .ToDictionary(value => value.Key[Prefix.Length..], value => StateValue.ToNumber(value.Value), StringComparer.Ordinal);

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
