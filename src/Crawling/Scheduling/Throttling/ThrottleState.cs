using System.Text.Json;
using Crawling.Jobs;
using Crawling.Scheduling;

namespace Crawling.Throttling;

/// <summary>Keeps how long slots have to wait and what delays were learnt, so that a resumed crawl goes on at the same pace. Of a slot that is
/// forgotten nothing is kept. From any thread.</summary>
internal sealed class ThrottleState(TimeProvider time) : IJobState
{
    private const string Prefix = "throttle/";

    /// <summary>Shorter waits are over before another process has started.</summary>
    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly HashSet<string> _kept = new(StringComparer.Ordinal);
    private Dictionary<string, byte[]?> _changes = new(StringComparer.Ordinal);

    /// <summary>What a former run has left, by slot.</summary>
    public IReadOnlyDictionary<string, SlotClock> Restored { get; private set; } = new Dictionary<string, SlotClock>();

    /// <param name="slot">The slot.</param>
    /// <param name="clock">Where it stands; null if it is forgotten.</param>
    public void Set(string slot, SlotClock? clock)
    {
        lock (_lock)
        {
            if (clock is { } known && (known.Wait > ShortestWait || known.Learnt is not null))
            {
                _kept.Add(slot);
                _changes[slot] = JsonSerializer.SerializeToUtf8Bytes(new Saved(time.GetUtcNow(), known.Wait, known.Learnt));
            }
            else if (_kept.Remove(slot))
            {
                _changes[slot] = null;
            }
        }
    }

    public void Restore(IReadOnlyDictionary<string, byte[]> values)
    {
        Restored = values.Where(value => value.Key.StartsWith(Prefix, StringComparison.Ordinal))
            .ToDictionary(value => value.Key[Prefix.Length..], value => Read(value.Value), StringComparer.Ordinal);
        _kept.UnionWith(Restored.Keys);
    }

    public IEnumerable<StateChange> TakeChanges()
    {
        lock (_lock)
        {
            var changes = _changes;
            _changes = new(StringComparer.Ordinal);
            return changes.Select(change => new StateChange(Prefix + change.Key, change.Value));
        }
    }

    /// <summary>Time has passed since; if the wall clock was set back, none has.</summary>
    private SlotClock Read(byte[] json)
    {
        var saved = JsonSerializer.Deserialize<Saved>(json)!;
        var left = saved.At + saved.Wait - time.GetUtcNow();
        return new(TimeSpan.FromTicks(Math.Clamp(left.Ticks, 0, saved.Wait.Ticks)), saved.Learnt);
    }

    private sealed record Saved(DateTimeOffset At, TimeSpan Wait, TimeSpan? Learnt);
}
