using System.Collections.Concurrent;

namespace Crawling.Parsing;

/// <summary>Keeps what queries were compiled to, as spiders ask the same ones of every page.</summary>
internal sealed class QueryCache<T>(Func<string, T> compile)
{
    /// <summary>Far more queries than a spider has; a spider that puts page content into its queries must not fill the memory.</summary>
    private const int Capacity = 1000;

    private readonly ConcurrentDictionary<string, T> _compiled = new(StringComparer.Ordinal);
    private int _count;

    public T Get(string query)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (_compiled.TryGetValue(query, out var found))
        {
            return found;
        }

        if (Interlocked.Increment(ref _count) > Capacity)
        {
            _compiled.Clear();
            Volatile.Write(ref _count, 1);
        }

        return _compiled.GetOrAdd(query, compile);
    }
}
