using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Crawling.Benchmarks;

/// <summary>What has been seen and what is still to do.</summary>
internal sealed class BareFrontier
{
    private const int MostUrls = 1_000_000;

    private readonly ConcurrentDictionary<string, bool> _seen = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool>.AlternateLookup<ReadOnlySpan<char>> _known;
    private readonly Channel<string> _waiting = Channel.CreateUnbounded<string>();
    private int _pending;
    private int _count;

    public BareFrontier()
    {
        _known = _seen.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public ChannelReader<string> Waiting => _waiting.Reader;

    public void Add(ReadOnlySpan<char> url)
    {
        if (!_known.ContainsKey(url))
        {
            Add(url.ToString());
        }
    }

    public void Add(string url)
    {
        if (_seen.TryAdd(url, true))
        {
            if (Interlocked.Increment(ref _count) > MostUrls)
            {
                throw new InvalidOperationException($"The site has no end: {url}");
            }

            Interlocked.Increment(ref _pending);
            _waiting.Writer.TryWrite(url);
        }
    }

    public void Done()
    {
        if (Interlocked.Decrement(ref _pending) == 0)
        {
            _waiting.Writer.Complete();
        }
    }
}
