using System.Collections;
using System.Collections.Concurrent;

namespace Crawling;

/// <summary>Numbers and times of a crawl, under Scrapy's key names.</summary>
public sealed class CrawlStatistics : IReadOnlyCollection<KeyValuePair<string, object>>
{
    private readonly ConcurrentDictionary<string, Cell> _cells = new(StringComparer.Ordinal);

    internal CrawlStatistics()
    {
    }

    /// <summary>How many keys have a value.</summary>
    public int Count => _cells.Count;

    /// <summary>A number; 0 if it was never counted.</summary>
    public long this[string key] => _cells.TryGetValue(key, out var cell) ? cell.Number : 0;

    /// <summary>A number, a time, a duration or a text; null if it was never set.</summary>
    public object? Get(string key) => _cells.TryGetValue(key, out var cell) ? cell.Value : null;

    /// <summary>All of them, in the order of their keys.</summary>
    public IEnumerator<KeyValuePair<string, object>> GetEnumerator() =>
        _cells.OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => KeyValuePair.Create(entry.Key, entry.Value.Value))
            .GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Those that were counted, not set.</summary>
    internal IEnumerable<KeyValuePair<string, long>> Numbers =>
        _cells.Where(cell => cell.Value.Fixed is null).Select(cell => KeyValuePair.Create(cell.Key, Volatile.Read(ref cell.Value.Number)));

    internal void Add(string key, long count = 1) => Interlocked.Add(ref CellOf(key).Number, count);

    /// <summary>Goes on from what an earlier run of the job has counted.</summary>
    internal void Restore(string key, long count)
    {
        Add(key, count);
        CellOf(key).Restored = count;
    }

    /// <summary>What this run has counted, without those before it in the job.</summary>
    internal long OfThisRun(string key) => _cells.TryGetValue(key, out var cell) ? Volatile.Read(ref cell.Number) - cell.Restored : 0;

    internal void Max(string key, long value)
    {
        var cell = CellOf(key);
        var seen = Volatile.Read(ref cell.Number);
        while (value > seen)
        {
            var before = Interlocked.CompareExchange(ref cell.Number, value, seen);
            if (before == seen)
            {
                return;
            }

            seen = before;
        }
    }

    internal void Set(string key, object value) => CellOf(key).Fixed = value;

    private Cell CellOf(string key) => _cells.GetOrAdd(key, static _ => new Cell());

    private sealed class Cell
    {
        public long Number;

        public long Restored { get; set; }

        public object? Fixed { get; set; }

        public object Value => Fixed ?? Volatile.Read(ref Number);
    }
}
