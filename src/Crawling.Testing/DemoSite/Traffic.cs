using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Crawling.Testing.Demo;

/// <summary>Counts what a site is asked.</summary>
internal sealed class Traffic
{
    private readonly Lock _lock = new();
    private readonly List<string> _log = [];
    private int _concurrent;

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _log.Count;
            }
        }
    }

    public int MaxConcurrent { get; private set; }

    public IReadOnlyCollection<string> Log
    {
        get
        {
            lock (_lock)
            {
                return [.. _log];
            }
        }
    }

    /// <summary>Counts a request, as being answered until the result is disposed.</summary>
    public IDisposable Enter(HttpRequest request)
    {
        lock (_lock)
        {
            _log.Add($"{request.Method} {request.GetEncodedUrl()}");
            MaxConcurrent = Math.Max(MaxConcurrent, ++_concurrent);
        }

        return new Visit(this);
    }

    private sealed class Visit(Traffic traffic) : IDisposable
    {
        public void Dispose()
        {
            lock (traffic._lock)
            {
                traffic._concurrent--;
            }
        }
    }
}
