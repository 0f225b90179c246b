using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Crawling;

/// <summary>One event loop on one thread: callbacks, timers, system events. A callback must not block; blocking work goes through
/// <see cref="CallInThread"/>. A callback that throws is logged, and the loop goes on. A stopped reactor does not run again.</summary>
public sealed class Reactor
{
    private static readonly Action<object?> Call = static callback => ((Action)callback!)();

    [ThreadStatic]
    private static Reactor? t_current;

    private readonly ILogger _logger;
    private readonly WorkQueue _queue = new();
    private readonly BorrowedLoop _borrowed;
    private readonly Timers _timers;
    private readonly SystemEvents _events;
    private readonly Deferred _started;
    private int _state;
    private int _ownThread;
    private bool _stopping;
    private bool _leaving;

    /// <summary>Makes a loop that does not run yet.</summary>
    /// <param name="time">The clock of its timers. Default: the system's.</param>
    /// <param name="logger">Where callbacks that throw are reported. Default: nowhere.</param>
    public Reactor(TimeProvider? time = null, ILogger? logger = null)
    {
        Time = time ?? TimeProvider.System;
        _logger = logger ?? NullLogger.Instance;
        _timers = new Timers(Time, _queue.Wake);
        _borrowed = new BorrowedLoop(this, _queue);
        _events = new SystemEvents(this, _logger);
        _started = new Deferred(this);
    }

    private enum State
    {
        New,
        Running,
        Stopped,
    }

    /// <summary>Whether the loop runs.</summary>
    public bool IsRunning => Volatile.Read(ref _state) == (int)State.Running;

    /// <summary>True on the loop's own thread.</summary>
    public bool InLoop => Volatile.Read(ref _ownThread) == Environment.CurrentManagedThreadId;

    internal TimeProvider Time { get; }

    /// <summary>The reactor whose loop this thread runs at the moment, be it the loop's own thread or one that has borrowed it.</summary>
    internal static Reactor? Current
    {
        get => t_current;
        set => t_current = value;
    }

    /// <summary>Runs the loop in this thread until <see cref="Stop"/>.</summary>
    /// <exception cref="InvalidOperationException">It runs, or has run, before.</exception>
    public void Run()
    {
        if (t_current is not null)
        {
            throw new InvalidOperationException("A reactor already runs in this thread.");
        }

        if (Interlocked.CompareExchange(ref _state, (int)State.Running, (int)State.New) != (int)State.New)
        {
            throw new InvalidOperationException(IsRunning
                ? "This reactor is running."
                : "This reactor has been stopped and cannot be run again; make a new one.");
        }

        _ownThread = Environment.CurrentManagedThreadId;
        t_current = this;
        _borrowed.Context = ExecutionContext.Capture();
        var context = SynchronizationContext.Current;
        // What a callback awaits would come back to the context of this thread, which is the loop's until it stops.
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            _events.Fire("startup").AddBoth(() => _started.TryCallback());
            Loop();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
            t_current = null;
            Volatile.Write(ref _ownThread, 0);
            Volatile.Write(ref _state, (int)State.Stopped);
            _timers.Dispose();
        }
    }

    /// <summary>Fires the system event <c>shutdown</c>, then leaves the loop. From any thread.</summary>
    /// <exception cref="InvalidOperationException">It does not run.</exception>
    public void Stop()
    {
        if (!IsRunning)
        {
            throw new InvalidOperationException("This reactor is not running.");
        }

        Post(() =>
        {
            if (!_stopping)
            {
                _stopping = true;
                _events.Fire("shutdown").AddBoth(() => _leaving = true);
            }
        });
    }

    /// <summary>Called once the loop runs: after its start-up triggers, or soon if it runs already. On a stopped reactor nothing happens.</summary>
    public void CallWhenRunning(Action callback)
    {
        ArgumentNullException.ThrowIfNull(callback);
        Post(() => _started.AddBoth(() => Protect(callback)));
    }

    /// <summary>Called on the loop after a time. From any thread. On a stopped reactor nothing happens.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The delay is negative.</exception>
    public DelayedCall CallLater(TimeSpan delay, Action callback)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return _timers.Add(delay, callback);
    }

    /// <summary>Called on the loop soon, in the order of posting. From any thread. On a stopped reactor nothing happens.</summary>
    public void Post(Action callback)
    {
        ArgumentNullException.ThrowIfNull(callback);
        TryPost(callback);
    }

    /// <summary>Runs blocking work on the thread pool, with its result back on the loop.</summary>
    public Deferred<T> CallInThread<T>(Func<T> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        var result = new Deferred<T>(this);
        ThreadPool.QueueUserWorkItem(_ =>
        {
            try
            {
                result.TryComplete(new(true, work(), null));
            }
            catch (Exception error)
            {
                result.TryComplete(new(false, default, error));
            }
        });
        return result;
    }

    /// <summary>Called in a phase of a system event. Disposing the result takes it back.</summary>
    /// <param name="phase">The phase.</param>
    /// <param name="systemEvent">The event: "startup", "shutdown", "SIGINT", "SIGTERM", "SIGHUP", or one of your own.</param>
    /// <param name="trigger">May return a deferred, which the next phase waits for.</param>
    public IDisposable AddSystemEventTrigger(SystemEventPhase phase, string systemEvent, Func<Deferred?> trigger)
    {
        ArgumentNullException.ThrowIfNull(trigger);
        return _events.Add(phase, systemEvent, trigger);
    }

    /// <summary>Calls the triggers of a system event, phase by phase. From any thread.</summary>
    /// <returns>Completes when all phases have ended; a trigger that throws is logged and fails nothing. On a stopped reactor: at once.</returns>
    public Deferred FireSystemEvent(string systemEvent)
    {
        ArgumentException.ThrowIfNullOrEmpty(systemEvent);
        if (InLoop)
        {
            return _events.Fire(systemEvent);
        }

        var fired = new Deferred(this);
        if (!TryPost(() => _events.Fire(systemEvent).AddBoth(() => fired.TryCallback())))
        {
            fired.Callback();
        }

        return fired;
    }

    /// <summary>Whether anybody would hear a system event.</summary>
    internal bool HasTriggers(string systemEvent) => _events.Any(systemEvent);

    internal static void ThrowIfInLoop()
    {
        if (t_current is not null)
        {
            throw new InvalidOperationException(
                "Wait would block the reactor's loop, which would then wait for itself. Use AddCallback, or await.");
        }
    }

    internal bool TryPost(Action callback) => _queue.TryAdd(new(Call, callback));

    internal bool TryPost(Action<object?> callback, object? state) => _queue.TryAdd(new(callback, state));

    /// <summary>Called on the loop soon, as <see cref="Post"/> does, but in this thread if the loop's own would have to be woken for it. For callbacks of
    /// the engine, which are no matter of the thread they run in, at the end of what this thread has to do.</summary>
    internal void Take(Action callback) => _borrowed.Take(new(Call, callback));

    /// <summary>Runs items in this thread, whose turn it is.</summary>
    internal void RunTurn(List<WorkItem> items)
    {
        foreach (var item in items)
        {
            try
            {
                item.Run();
            }
            catch (Exception error)
            {
                Report(error);
            }
        }
    }

    internal void Protect(Action callback)
    {
        try
        {
            callback();
        }
        catch (Exception error)
        {
            Report(error);
        }
    }

    internal void Report(Exception error)
    {
        try
        {
            ReactorLog.CallbackThrew(_logger, error);
        }
        catch (Exception)
        {
            // A log that throws has nobody to report to, and what else waits on the loop must not be lost with it.
        }
    }

    private void Loop()
    {
        while (!(_leaving && _queue.TryClose()))
        {
            // Calls made in this turn wait for the next one, so that one that calls itself without delay keeps nobody out.
            var turn = _timers.Turn;
            while (!_leaving && _timers.TakeDue(turn) is { } due)
            {
                Protect(due.Callback);
            }

            RunTurn(_queue.Take(sleep: !_leaving));
        }
    }
}
