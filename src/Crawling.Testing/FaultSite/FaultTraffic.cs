using System.Collections.Concurrent;

namespace Crawling.Testing.Faults;

/// <summary>Counts what all hosts of a site are asked.</summary>
internal sealed class FaultTraffic
{
    private readonly ConcurrentDictionary<string, int> _requests = new(StringComparer.Ordinal);
    private int _connections;
    private int _openConnections;

    public IReadOnlyDictionary<string, int> Requests => new Dictionary<string, int>(_requests, StringComparer.Ordinal);

    public int Connections => _connections;

    public int OpenConnections => _openConnections;

    public void Asked(string url) => _requests.AddOrUpdate(url, 1, static (_, count) => count + 1);

    public void Opened()
    {
        Interlocked.Increment(ref _connections);
        Interlocked.Increment(ref _openConnections);
    }

    public void Closed() => Interlocked.Decrement(ref _openConnections);
}
