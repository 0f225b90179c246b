using System.Text.Json;
using Crawling.Jobs;
using Crawling.Scheduling;

namespace Crawling.Robots;

/// <summary>Keeps the files that are in use, so that a resumed crawl does not ask again before they expire. A failure is not kept: it may have been
/// the end of the crawl. From any thread.</summary>
internal sealed class RobotsState(Crawler crawler) : IJobState
{
    private const string Prefix = "robots/";

    private readonly Lock _lock = new();
    private Dictionary<string, RobotsAnswer?> _changes = new(StringComparer.Ordinal);

    public void Restore(IReadOnlyDictionary<string, byte[]> values)
    {
        var now = crawler.Time.GetUtcNow();
        foreach (var (key, json) in values.Where(value => value.Key.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            var origin = key[Prefix.Length..];
            var saved = JsonSerializer.Deserialize<Saved>(json)!;

            // What holds for longer than any answer does was saved when the clock stood elsewhere.
            if (saved.Expires <= now || saved.Expires > now + RobotsAnswer.LongestUse)
            {
                Change(origin, null);
            }
            else
            {
                crawler.Robots.Put(AnswerOf(origin, saved));
            }
        }

        crawler.Robots.Changed = Change;
    }

    public IEnumerable<StateChange> TakeChanges()
    {
        lock (_lock)
        {
            var changes = _changes;
            _changes = new(StringComparer.Ordinal);
            return changes.Select(change => new StateChange(Prefix + change.Key, change.Value is { } answer ? Write(answer) : null));
        }
    }

    private static byte[] Write(RobotsAnswer answer) =>
        JsonSerializer.SerializeToUtf8Bytes(new Saved(answer.Expires, answer.File!.Value.ToArray()));

    /// <summary>What a file asks of this crawl is read anew: its name may be another now.</summary>
    private RobotsAnswer AnswerOf(string origin, Saved saved) => new()
    {
        Origin = origin,
        File = saved.File,
        CrawlDelay = RobotsAnswer.CrawlDelayIn(saved.File, crawler.Options),
        Expires = saved.Expires,
    };

    private void Change(string origin, RobotsAnswer? answer)
    {
        if (answer?.Failure is not null)
        {
            return;
        }

        lock (_lock)
        {
            _changes[origin] = answer;
        }
    }

    private sealed record Saved(DateTimeOffset Expires, byte[] File);
}
