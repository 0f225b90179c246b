using System.Diagnostics;
using Crawling.Engine;
using Crawling.Scheduling;

namespace Crawling.Scraping;

/// <summary>
/// What the callbacks of a lane run in, one after the other: a clock that stands still while they wait for fetches of their own or for a person. One that makes
/// no progress within the limit is abandoned, and the lane with it: what it still brings is discarded.
/// </summary>
internal sealed class CallbackLane : ISubRequestFetcher, IDisposable
{
    private readonly Lock _lock = new();
    private readonly ISubRequestFetcher _fetcher;
    private readonly TimeProvider _time;
    private readonly TimeSpan? _limit;
    private readonly Action<ScrapeWork> _onHung;
    private readonly CancellationTokenSource _cancellation;
    private readonly ITimer? _timer;
    private ScrapeWork? _work;
    private bool _isArmed;
    private long _progressAt;
    private int _waits;

    public CallbackLane(
        ISubRequestFetcher fetcher, TimeProvider time, TimeSpan? limit, Action<ScrapeWork> onHung, CancellationToken cutOff)
    {
        _fetcher = fetcher;
        _time = time;
        _limit = limit;
        _onHung = onHung;
        _cancellation = CancellationTokenSource.CreateLinkedTokenSource(cutOff);
        Cancellation = _cancellation.Token;
        _timer = limit is null ? null : time.CreateTimer(_ => Look(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Ends when the crawl can wait no longer for the callback.</summary>
    public CancellationToken Cancellation { get; }

    public bool IsAbandoned { get; private set; }

    /// <summary>A callback begins.</summary>
    public void Begin(ScrapeWork work)
    {
        lock (_lock)
        {
            _work = work;
            _progressAt = _time.GetTimestamp();
            if (!_isArmed)
            {
                Arm(_limit);
            }
        }
    }

    /// <summary>The callback has ended. False if it has been abandoned before.</summary>
    public bool End()
    {
        lock (_lock)
        {
            _work = null;
            return !IsAbandoned;
        }
    }

    /// <summary>The callback has yielded a request.</summary>
    public void Take(FrontierRequest request)
    {
        lock (_lock)
        {
            _progressAt = _time.GetTimestamp();
            _work?.Add(request);
        }
    }

    /// <summary>The callback has yielded a request that the frontier has seen.</summary>
    public void TakeDuplicate(Request request)
    {
        lock (_lock)
        {
            _progressAt = _time.GetTimestamp();
            _work?.AddDuplicate(request);
        }
    }

    /// <summary>The callback has yielded an item.</summary>
    public void Take(object item)
    {
        lock (_lock)
        {
            _progressAt = _time.GetTimestamp();
            _work?.Items.Add(item);
        }
    }

    public async Task<Response> FetchAsync(Request request, Response? page, CancellationToken cancellation)
    {
        Count(1);
        try
        {
            return await _fetcher.FetchAsync(request, page, cancellation);
        }
        finally
        {
            Count(-1);
        }
    }

    /// <summary>Waits for a person, whose time is not the callback's.</summary>
    public async Task WaitAsync(Func<Task> work)
    {
        Count(1);
        try
        {
            await work();
        }
        finally
        {
            Count(-1);
        }
    }

    public void Dispose()
    {
        _timer?.Dispose();
        _cancellation.Dispose();
    }

    private void Count(int waits)
    {
        lock (_lock)
        {
            _waits += waits;
            _progressAt = _time.GetTimestamp();
        }
    }

    private void Look()
    {
        if (TakeHung() is { } hung)
        {
            _onHung(hung);
        }
    }

    /// <summary>The callback to abandon; else the timer is set for when there may be one.</summary>
    private ScrapeWork? TakeHung()
    {
        lock (_lock)
        {
            _isArmed = false;
            if (_work is not { } work)
            {
                return null;
            }

            var left = _waits > 0 || Debugger.IsAttached ? _limit : _limit - _time.GetElapsedTime(_progressAt);
            if (left > TimeSpan.Zero)
            {
                Arm(left);
                return null;
            }

            IsAbandoned = true;
            _work = null;

            // Not at once: what it has registered for its end may hang as well.
            _ = _cancellation.CancelAsync();
            return work;
        }
    }

    private void Arm(TimeSpan? left)
    {
        if (left is { } due)
        {
            _isArmed = true;
            _timer!.Change(due, Timeout.InfiniteTimeSpan);
        }
    }
}
