using System.Text.Json;
using Crawling.Configuration;
using Crawling.Scheduling;

namespace Crawling.Jobs;

/// <summary>Keeps the last errors of a crawl, for whoever looks at its job. From any thread.</summary>
internal sealed class LastErrors(TimeProvider time) : IJobState
{
    private const string Prefix = "errors/";
    private const int Kept = 10;
    private const int LongestMessage = 500;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, JobError> _unsaved = [];
    private long _next;

    public void Add(string url, string message)
    {
        var text = Secrets.Mask(message.Length > LongestMessage ? message[..LongestMessage] + "…" : message);
        lock (_lock)
        {
            var error = new JobError(_next++, time.GetUtcNow(), Secrets.Mask(url), text);
            _unsaved[$"{Prefix}{error.Number % Kept}"] = error;
        }
    }

    public void Restore(IReadOnlyDictionary<string, byte[]> values) => _next = Read(values) is [.., var last] ? last.Number + 1 : 0;

    public IEnumerable<StateChange> TakeChanges()
    {
        lock (_lock)
        {
            StateChange[] changes = [.. _unsaved.Select(error => new StateChange(error.Key, JsonSerializer.SerializeToUtf8Bytes(error.Value)))];
            _unsaved.Clear();
            return changes;
        }
    }

    /// <summary>Those that a job has kept, the oldest first.</summary>
    public static IReadOnlyList<JobError> Read(IReadOnlyDictionary<string, byte[]> values) =>
    [
        .. values.Where(value => value.Key.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(value => JsonSerializer.Deserialize<JobError>(value.Value)!)
            .OrderBy(error => error.Number),
    ];
}

/// <summary>An error of a crawl.</summary>
/// <param name="Number">How many came before it.</param>
/// <param name="Time">When it was.</param>
/// <param name="Url">The page or request it belongs to.</param>
/// <param name="Message">What went wrong.</param>
internal sealed record JobError(long Number, DateTimeOffset Time, string Url, string Message);
