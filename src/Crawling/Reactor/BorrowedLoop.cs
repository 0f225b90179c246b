namespace Crawling;

/// <summary>Runs the loop in a thread that has work for it, while the loop's own thread sleeps: so that it need not be woken for each step of a page.</summary>
internal sealed class BorrowedLoop(Reactor reactor, WorkQueue queue)
{
    /// <summary>What the callbacks run in, as they do on the loop's own thread; null as long as that does not run.</summary>
    public ExecutionContext? Context { get; set; }

    /// <summary>Has an item run on the loop: here and now, if that can be.</summary>
    public void Take(WorkItem item)
    {
        if (Context is not { } context || !MayRunHere())
        {
            queue.TryAdd(item);
        }
        else if (queue.TryBorrow(item))
        {
            ExecutionContext.Run(context, static loop => ((BorrowedLoop)loop!).Run(), this);
        }
    }

    /// <summary>A thread that is not the pool's is somebody's, who wants it back.</summary>
    private bool MayRunHere() =>
        Reactor.Current == reactor
        || (Reactor.Current is null && Thread.CurrentThread.IsThreadPoolThread && SynchronizationContext.Current is null);

    private void Run()
    {
        Reactor.Current = reactor;
        while (queue.TakeBorrowed() is { } items)
        {
            reactor.RunTurn(items);
        }

        Reactor.Current = null;
    }
}
