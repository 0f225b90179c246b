using System.Runtime.CompilerServices;

namespace Crawling;

/// <summary>The end of something that comes later, once. Callbacks run in order, on the reactor's loop when made by one; <c>await</c> continues
/// on the thread pool.</summary>
public class Deferred
{
    private readonly Deferred<bool> _inner;

    /// <summary>Waits for <see cref="Callback"/> or <see cref="Errback"/>.</summary>
    /// <param name="reactor">The loop that callbacks run on. Default: the thread that completes it.</param>
    /// <param name="onCancel">Stops the work underneath when somebody cancels.</param>
    public Deferred(Reactor? reactor = null, Action? onCancel = null)
        : this(new Deferred<bool>(reactor, onCancel))
    {
    }

    private Deferred(Deferred<bool> inner)
    {
        _inner = inner;
    }

    /// <summary>Whether it has ended.</summary>
    public bool IsCompleted => _inner.IsCompleted;

    /// <summary>Ends well.</summary>
    /// <exception cref="InvalidOperationException">It was completed before.</exception>
    public void Callback() => _inner.Callback(true);

    /// <summary>Fails.</summary>
    /// <exception cref="InvalidOperationException">It was completed before.</exception>
    public void Errback(Exception error) => _inner.Errback(error);

    /// <summary>Stops the work if it can be stopped, and fails with <see cref="OperationCanceledException"/> unless the work does. Nothing happens
    /// once it is completed.</summary>
    public void Cancel() => _inner.Cancel();

    /// <summary>Called when it ends well; an error passes by.</summary>
    public Deferred AddCallback(Action callback)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return new(_inner.AddCallback(_ =>
        {
            callback();
            return true;
        }));
    }

    /// <summary>Called with the error, which is then dealt with.</summary>
    public Deferred AddErrback(Action<Exception> errback)
    {
        ArgumentNullException.ThrowIfNull(errback);
        return new(_inner.AddErrback(error =>
        {
            errback(error);
            return true;
        }));
    }

    /// <summary>Called at the end, good or bad; an error passes on.</summary>
    public Deferred AddBoth(Action callback)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return new(_inner.AddBoth(_ => callback()));
    }

    /// <summary>Blocks until it ends. For programs that start the reactor and then go on in a synchronous style.</summary>
    /// <param name="timeout">How long at most. Default: without limit.</param>
    /// <exception cref="InvalidOperationException">Called on a reactor's loop, which would then wait for itself.</exception>
    /// <exception cref="TimeoutException">The time is over.</exception>
    public void Wait(TimeSpan? timeout = null) => _inner.Wait(timeout);

    /// <summary>The same as a task.</summary>
    public Task AsTask() => _inner.AsTask();

    /// <summary>Lets it be awaited.</summary>
    public TaskAwaiter GetAwaiter() => AsTask().GetAwaiter();

    internal bool TryCallback() => _inner.TryComplete(new(true, true, null));
}
