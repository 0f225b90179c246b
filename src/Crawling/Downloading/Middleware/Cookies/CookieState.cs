using System.Text.Json;
using Crawling.Jobs;
using Crawling.Scheduling;

namespace Crawling.Cookies;

/// <summary>Keeps the cookies of a crawl with its job, so that it goes on as the same visitor.</summary>
internal sealed class CookieState : IJobState
{
    private const string Prefix = "cookies/";

    private readonly CookieSessions _sessions;
    private readonly Lock _lock = new();
    private Dictionary<(string Session, CookieId Id), Cookie?> _changes = [];

    public CookieState(CookieSessions sessions)
    {
        _sessions = sessions;
        sessions.Changed = (session, id, cookie) =>
        {
            lock (_lock)
            {
                _changes[(session, id)] = cookie;
            }
        };
    }

    public void Restore(IReadOnlyDictionary<string, byte[]> values)
    {
        foreach (var (_, json) in values.Where(value => value.Key.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            var saved = JsonSerializer.Deserialize<Saved>(json)!;
            _sessions.Restore(saved.Session, saved.Cookie);
        }
    }

    public IEnumerable<StateChange> TakeChanges()
    {
        Dictionary<(string Session, CookieId Id), Cookie?> changes;
        lock (_lock)
        {
            (changes, _changes) = (_changes, []);
        }

        return changes.Select(change => new StateChange(
            Prefix + JsonSerializer.Serialize(new { change.Key.Session, change.Key.Id }),
            change.Value is null ? null : JsonSerializer.SerializeToUtf8Bytes(new Saved(change.Key.Session, change.Value))));
    }

    private sealed record Saved(string Session, Cookie Cookie);
}
