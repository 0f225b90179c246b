using System.Runtime.CompilerServices;

namespace Crawling;

/// <summary>A result that comes later, once. Callbacks run in order, each on the result of the one before, on the reactor's loop when made by
/// one; <c>await</c> continues on the thread pool.</summary>
/// <typeparam name="T">The result.</typeparam>
public sealed class Deferred<T>
{
    private readonly Lock _lock = new();
    private readonly Queue<Action<Outcome<T>>> _continuations = new();
    private Action? _onCancel;
    private TaskCompletionSource<T>? _task;
    private Outcome<T> _outcome;
    private volatile bool _completed;
    private bool _cancelled;

    /// <summary>Waits for <see cref="Callback"/> or <see cref="Errback"/>.</summary>
    /// <param name="reactor">The loop that callbacks run on. Default: the thread that completes it.</param>
    /// <param name="onCancel">Stops the work underneath when somebody cancels.</param>
    public Deferred(Reactor? reactor = null, Action? onCancel = null)
    {
        Reactor = reactor;
        _onCancel = onCancel;
    }

    /// <summary>Whether the result or an error is there.</summary>
    public bool IsCompleted => _completed;

    internal Reactor? Reactor { get; }

    /// <summary>Gives the result.</summary>
    /// <exception cref="InvalidOperationException">It was completed before.</exception>
    public void Callback(T result) => Complete(new(true, result, null));

    /// <summary>Fails.</summary>
    /// <exception cref="InvalidOperationException">It was completed before.</exception>
    public void Errback(Exception error)
    {
        ArgumentNullException.ThrowIfNull(error);
        Complete(new(false, default, error));
    }

    /// <summary>Stops the work if it can be stopped, and fails with <see cref="OperationCanceledException"/> unless the work does. Nothing happens
    /// once it is completed.</summary>
    public void Cancel()
    {
        if (_completed)
        {
            return;
        }

        try
        {
            Interlocked.Exchange(ref _onCancel, null)?.Invoke();
        }
        finally
        {
            TryComplete(new(false, default, new OperationCanceledException("The deferred was cancelled.")), cancelled: true);
        }
    }

    /// <summary>Goes on with what the callback makes of the result; an error passes by.</summary>
    public Deferred<TResult> AddCallback<TResult>(Func<T, TResult> callback)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return Chain<TResult>((result, next) => next.TryComplete(new(true, callback(result), null)));
    }

    /// <summary>Goes on with the result of the deferred that the callback returns: the next callback waits for it.</summary>
    public Deferred<TResult> AddCallback<TResult>(Func<T, Deferred<TResult>> callback)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return Chain<TResult>((result, next) => next.Follow(callback(result)));
    }

    /// <summary>Goes on with what the errback makes of the error; a result passes by.</summary>
    public Deferred<T> AddErrback(Func<Exception, T> errback)
    {
        ArgumentNullException.ThrowIfNull(errback);
        return Link<T>((outcome, next) => next.TryComplete(outcome.Succeeded ? outcome : new(true, errback(outcome.Error!), null)));
    }

    /// <summary>Called with result and error alike, which then pass on.</summary>
    public Deferred<T> AddBoth(Action<Outcome<T>> callback)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return Link<T>((outcome, next) =>
        {
            callback(outcome);
            next.TryComplete(outcome);
        });
    }

    /// <summary>Blocks until the result is there. For programs that start the reactor and then go on in a synchronous style.</summary>
    /// <param name="timeout">How long at most. Default: without limit.</param>
    /// <exception cref="InvalidOperationException">Called on a reactor's loop, which would then wait for itself.</exception>
    /// <exception cref="TimeoutException">The time is over.</exception>
    public T Wait(TimeSpan? timeout = null)
    {
        Crawling.Reactor.ThrowIfInLoop();
        var task = AsTask();
        if (!((IAsyncResult)task).AsyncWaitHandle.WaitOne(timeout ?? Timeout.InfiniteTimeSpan))
        {
            throw new TimeoutException($"No result within {timeout}.");
        }

        return task.GetAwaiter().GetResult();
    }

    /// <summary>The same as a task.</summary>
    public Task<T> AsTask()
    {
        TaskCompletionSource<T> task;
        lock (_lock)
        {
            task = _task ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        if (_completed)
        {
            Settle(task);
        }

        return task.Task;
    }

    /// <summary>Lets it be awaited.</summary>
    public TaskAwaiter<T> GetAwaiter() => AsTask().GetAwaiter();

    internal bool TryComplete(Outcome<T> outcome) => TryComplete(outcome, cancelled: false);

    private void Complete(Outcome<T> outcome)
    {
        if (!TryComplete(outcome, cancelled: false) && !Forgiven())
        {
            throw new InvalidOperationException("This deferred was completed before; it takes one result.");
        }
    }

    private bool TryComplete(Outcome<T> outcome, bool cancelled)
    {
        TaskCompletionSource<T>? task;
        lock (_lock)
        {
            if (_completed)
            {
                return false;
            }

            _outcome = outcome;
            _cancelled = cancelled;
            _completed = true;
            task = _task;
        }

        if (task is not null)
        {
            Settle(task);
        }

        Continue();
        return true;
    }

    // Work that could not be stopped may still bring its result, once.
    private bool Forgiven()
    {
        lock (_lock)
        {
            var forgiven = _cancelled;
            _cancelled = false;
            return forgiven;
        }
    }

    private void Settle(TaskCompletionSource<T> task)
    {
        if (_outcome.Succeeded)
        {
            task.TrySetResult(_outcome.Result!);
        }
        else if (_outcome.Error is OperationCanceledException cancelled)
        {
            task.TrySetCanceled(cancelled.CancellationToken);
        }
        else
        {
            task.TrySetException(_outcome.Error!);
        }
    }

    private void Follow(Deferred<T> other)
    {
        _onCancel = other.Cancel;
        other.Then(outcome => TryComplete(outcome));
    }

    private Deferred<TResult> Chain<TResult>(Action<T, Deferred<TResult>> onResult) =>
        Link<TResult>((outcome, next) =>
        {
            if (!outcome.Succeeded)
            {
                next.TryComplete(new(false, default, outcome.Error));
            }
            else if (!next.IsCompleted)
            {
                onResult(outcome.Result!, next);
            }
        });

    private Deferred<TResult> Link<TResult>(Action<Outcome<T>, Deferred<TResult>> step)
    {
        var next = new Deferred<TResult>(Reactor, Cancel);
        Then(outcome =>
        {
            try
            {
                step(outcome, next);
            }
            catch (Exception error)
            {
                if (!next.TryComplete(new(false, default, error)))
                {
                    Reactor?.Report(error);
                }
            }
        });
        return next;
    }

    private void Then(Action<Outcome<T>> continuation)
    {
        lock (_lock)
        {
            _continuations.Enqueue(continuation);
        }

        if (_completed)
        {
            Continue();
        }
    }

    private void Continue()
    {
        // A loop that has stopped runs nothing any more; the thread that completes does.
        if (Reactor is null || Reactor.InLoop || !Reactor.TryPost(static deferred => ((Deferred<T>)deferred!).RunContinuations(), this))
        {
            RunContinuations();
        }
    }

    private void RunContinuations()
    {
        while (TakeContinuation() is { } continuation)
        {
            continuation(_outcome);
        }
    }

    private Action<Outcome<T>>? TakeContinuation()
    {
        lock (_lock)
        {
            return _continuations.TryDequeue(out var continuation) ? continuation : null;
        }
    }
}
