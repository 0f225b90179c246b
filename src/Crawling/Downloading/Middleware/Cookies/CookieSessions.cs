using Microsoft.Extensions.Logging;

namespace Crawling.Cookies;

/// <summary>The jars of a crawl by <see cref="Request.CookieJar"/>, those used last, as many as fit into a size. For any thread.</summary>
internal sealed class CookieSessions(CookiesOptions options, TimeProvider time, CrawlStatistics statistics, ILogger logger)
{
    /// <summary>What a jar takes beside its cookies.</summary>
    private const int Overhead = 512;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, LinkedListNode<Session>> _sessions = new(StringComparer.Ordinal);
    private readonly LinkedList<Session> _byUse = [];
    private long _size;
    private bool _hasForgotten;

    /// <summary>Told of each cookie of a session that is new, and with null of each that is gone.</summary>
    public Action<string, CookieId, Cookie?>? Changed { get; set; }

    /// <summary>The Cookie header for a URL, "" if there is none.</summary>
    public string Send(string? session, Url to) => In(session, jar => jar.Send(to));

    /// <summary>Takes cookies that a request's author has set.</summary>
    public void Put(string? session, Url to, IReadOnlyDictionary<string, string> cookies) => In(session, jar =>
    {
        foreach (var (name, value) in cookies)
        {
            jar.Put(to, name, value);
        }

        return true;
    });

    /// <summary>Takes a Set-Cookie header's value. Null, or why it is ignored.</summary>
    public string? Take(string? session, Url from, string setCookie) => In(session, jar => jar.Take(from, setCookie));

    public void Restore(string session, Cookie cookie) => In(session, jar =>
    {
        jar.Store.Restore(cookie);
        return true;
    });

    private T In<T>(string? name, Func<CookieJar, T> act)
    {
        lock (_lock)
        {
            var session = Find(name ?? "");
            var before = session.Jar.Store.Size;
            var result = act(session.Jar);
            _size += session.Jar.Store.Size - before;
            while (_size > options.MemoryLimit && _byUse.Count > 1)
            {
                Forget(_byUse.Last!.Value);
            }

            return result;
        }
    }

    private Session Find(string name)
    {
        if (_sessions.TryGetValue(name, out var node))
        {
            _byUse.Remove(node);
            _byUse.AddFirst(node);
            return node.Value;
        }

        var session = new Session(name, new CookieJar(time));
        session.Jar.Store.Changed = (id, cookie) => Changed?.Invoke(name, id, cookie);
        _sessions.Add(name, _byUse.AddFirst(session));
        _size += WeightOf(session);
        return session;
    }

    private void Forget(Session session)
    {
        _byUse.RemoveLast();
        _sessions.Remove(session.Name);
        _size -= WeightOf(session);
        session.Jar.Store.Clear();
        statistics.Add("cookies/session_forgotten_count");
        if (!_hasForgotten)
        {
            _hasForgotten = true;
            CookiesLog.Forgotten(logger, session.Name, options.MemoryLimit);
        }
    }

    private static long WeightOf(Session session) => Overhead + (session.Name.Length * sizeof(char)) + session.Jar.Store.Size;

    private sealed record Session(string Name, CookieJar Jar);
}
