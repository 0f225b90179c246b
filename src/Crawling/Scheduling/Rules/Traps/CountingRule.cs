using System.Collections.Concurrent;
using Crawling.Jobs;

namespace Crawling.Scheduling;

/// <summary>
/// Lets so many URLs of a kind into the queue. They are counted when they are there, because most links of a page are known already; so the
/// links of the one page that reaches the limit all go through.
/// </summary>
internal sealed class CountingRule : IAdmissionRule, IJobState
{
    /// <summary>Kinds that are counted; a trap is one that fills up, not one of many.</summary>
    private const int MostKinds = 100_000;

    private readonly Func<Url, string?> _kindOf;
    private readonly int _limit;
    private readonly Func<string, string> _explain;
    private readonly ConcurrentDictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unsaved = new(StringComparer.Ordinal);

    private CountingRule(string name, int limit, Func<Url, string?> kindOf, Func<string, string> explain)
    {
        Name = name;
        _limit = limit;
        _kindOf = kindOf;
        _explain = explain;
    }

    public string Name { get; }

    private string Prefix => Name + "/";

    public static CountingRule PagesPerHost(int limit) => new(
        "traps/pages_per_host", limit, url => url.Host, host => $"{host} has had its {limit} pages (traps:pagesPerHost; null: no limit)");

    public static CountingRule UrlsPerPattern(int limit) => new(
        "traps/urls_per_pattern",
        limit,
        UrlPattern.Of,
        pattern => $"{pattern} has had its {limit} pages (traps:urlsPerPattern; null: no limit)");

    public string? Refuse(Candidate candidate) =>
        candidate.IsLink && _kindOf(candidate.Request.Url) is { } kind && _counts.GetValueOrDefault(kind) >= _limit ? _explain(kind) : null;

    public void Added(Request request)
    {
        if (_kindOf(request.Url) is { } kind && (_counts.ContainsKey(kind) || _counts.Count < MostKinds))
        {
            _counts.AddOrUpdate(kind, 1, static (_, count) => count + 1);
            _unsaved.Add(kind);
        }
    }

    public void Restore(IReadOnlyDictionary<string, byte[]> values)
    {
        foreach (var (key, value) in values.Where(value => value.Key.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            _counts[key[Prefix.Length..]] = (int)StateValue.ToNumber(value);
        }
    }

    public IEnumerable<StateChange> TakeChanges()
    {
        StateChange[] changes = [.. _unsaved.Select(kind => new StateChange(Prefix + kind, StateValue.Of(_counts[kind])))];
        _unsaved.Clear();
        return changes;
    }
}
