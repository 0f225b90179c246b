using System.Collections.Concurrent;

namespace Crawling.Diagnostics;

/// <summary>Counts for each host apart, as long as they are few: a broad crawl must not fill its statistics with names. From any thread.</summary>
internal sealed class HostStatistics(CrawlStatistics statistics, int limit)
{
    private const string Prefix = "host/";

    private readonly Keys _others = new("others");
    private ConcurrentDictionary<string, Keys>? _hosts;

    public void Received(Response response)
    {
        var keys = KeysOf(response.Url.Host);
        statistics.Add(keys.Responses);
        statistics.Add(keys.Bytes, response.BytesReceived);
    }

    public void Failed(Request request) => statistics.Add(KeysOf(request.Url.Host).Failures);

    private Keys KeysOf(string host)
    {
        var hosts = _hosts ??= Known();
        return hosts.TryGetValue(host, out var keys) ? keys
            : hosts.Count < limit ? hosts.GetOrAdd(host, static host => new Keys(host))
            : _others;
    }

    /// <summary>The hosts of a job's former runs.</summary>
    private ConcurrentDictionary<string, Keys> Known() => new(
        statistics.Numbers
            .Where(number => number.Key.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(number => number.Key.Split('/')[1])
            .Distinct()
            .Where(host => host != _others.Host)
            .Select(host => KeyValuePair.Create(host, new Keys(host))),
        StringComparer.Ordinal);

    private sealed class Keys(string host)
    {
        public string Host => host;

        public string Responses { get; } = $"{Prefix}{host}/response_count";

        public string Bytes { get; } = $"{Prefix}{host}/response_bytes";

        public string Failures { get; } = $"{Prefix}{host}/failure_count";
    }
}
