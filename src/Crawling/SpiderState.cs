using System.Collections.Concurrent;

namespace Crawling;

/// <summary>What a spider keeps from run to run of a job, by key. Without a job it lasts as long as the crawl.</summary>
public sealed class SpiderState
{
    private readonly ConcurrentDictionary<string, object?> _values = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _unsaved = new(StringComparer.Ordinal);

    internal SpiderState()
    {
    }

    /// <summary>A value; null if there is none. Setting null removes it. A list or dictionary that is changed afterwards must be set again.</summary>
    /// <exception cref="ArgumentException">The value is not one that JSON can hold, nor a <see cref="Url"/>.</exception>
    public object? this[string key]
    {
        get => _values.GetValueOrDefault(key);
        set
        {
            JsonValues.Check(new Dictionary<string, object?> { [key] = value }, nameof(SpiderState));
            _values[key] = value;
            _unsaved[key] = true;
        }
    }

    internal void Restore(string key, object? value) => _values[key] = value;

    /// <summary>What has been set since it was last asked.</summary>
    internal IEnumerable<KeyValuePair<string, object?>> TakeUnsaved()
    {
        foreach (var key in _unsaved.Keys)
        {
            _unsaved.TryRemove(key, out _);
            yield return KeyValuePair.Create(key, _values.GetValueOrDefault(key));
        }
    }
}
