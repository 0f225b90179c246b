using System.Collections.Concurrent;
using System.Reflection;

namespace Crawling.Scraping;

/// <summary>
/// Parses responses on the thread pool before the turn of their callback, once that callback has been seen to use the tree: so serial callbacks
/// keep all cores at work. At most so many trees are ahead.
/// </summary>
internal sealed class ParseAhead(int limit)
{
    private static readonly MethodInfo DefaultCallback = typeof(Spider).GetMethod(nameof(Spider.ParseAsync))!;

    private readonly ConcurrentDictionary<MethodInfo, bool> _users = new();
    private readonly Lock _lock = new();
    private readonly Queue<ScrapeWork> _waiting = new();
    private readonly HashSet<ScrapeWork> _ahead = [];

    /// <summary>A response has come: parses it as soon as there is room, if its callback will want the tree.</summary>
    public void Offer(ScrapeWork work)
    {
        if (_users.ContainsKey(MethodOf(work)))
        {
            lock (_lock)
            {
                _waiting.Enqueue(work);
                StartNext();
            }
        }
    }

    /// <summary>The callback's turn: the tree is there, or is left to the callback to parse.</summary>
    public Task TakeAsync(ScrapeWork work)
    {
        lock (_lock)
        {
            return work.Parse ??= Task.CompletedTask;
        }
    }

    /// <summary>The callback has ended.</summary>
    public void Done(ScrapeWork work)
    {
        if (work.Response!.Page.DocumentUsed)
        {
            _users.TryAdd(MethodOf(work), true);
        }

        lock (_lock)
        {
            if (_ahead.Remove(work))
            {
                StartNext();
            }
        }
    }

    private static MethodInfo MethodOf(ScrapeWork work) => work.Request?.Entry.Request.Callback?.Method ?? DefaultCallback;

    private void StartNext()
    {
        while (_ahead.Count < limit && _waiting.TryDequeue(out var work))
        {
            if (work.Parse is null)
            {
                _ahead.Add(work);
                work.Parse = Task.Run(work.Response!.Page.ParseAhead);
            }
        }
    }
}
