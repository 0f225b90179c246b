using System.Text.Json;

namespace Crawling.Serving;

/// <summary>What a crawl has counted, read by host and by status.</summary>
internal sealed class KeptStatistics
{
    private const string HostPrefix = "host/";

    private readonly Dictionary<string, long> _numbers;

    public KeptStatistics(JsonElement statistics) => _numbers = statistics.EnumerateObject()
        .Where(entry => entry.Value.ValueKind == JsonValueKind.Number && entry.Value.TryGetInt64(out _))
        .ToDictionary(entry => entry.Name, entry => entry.Value.GetInt64(), StringComparer.Ordinal);

    public long DeadLetters => _numbers.GetValueOrDefault("deadletter/count");

    public IReadOnlyDictionary<string, long> Statuses => _numbers
        .Where(number => number.Key.StartsWith(RunMoment.StatusKey, StringComparison.Ordinal))
        .ToDictionary(number => number.Key[RunMoment.StatusKey.Length..], number => number.Value, StringComparer.Ordinal);

    public IReadOnlyList<string> HostNames =>
    [
        .. _numbers.Keys
            .Where(key => key.StartsWith(HostPrefix, StringComparison.Ordinal))
            .Select(key => key.Split('/')[1])
            .Distinct(StringComparer.Ordinal),
    ];

    /// <summary>All other hosts, those with the most pages first.</summary>
    public IEnumerable<LiveHostBody> HostsBut(IReadOnlyList<HostSnapshot> hosts) => HostNames
        .Except(hosts.Select(host => host.Name), StringComparer.Ordinal)
        .Select(name => With(new(name, HostState.Idle, 0, 0, null)))
        .OrderByDescending(host => host.Pages)
        .ThenBy(host => host.Name, StringComparer.Ordinal);

    /// <summary>A host with what has been counted of it.</summary>
    public LiveHostBody With(HostSnapshot host) => new(
        host.Name, host.State, host.Queued, host.Active, host.Wait, Of(host, "response_count"), Of(host, "response_bytes"), Of(host, "failure_count"));

    private long Of(HostSnapshot host, string key) => _numbers.GetValueOrDefault($"{HostPrefix}{host.Name}/{key}");
}
