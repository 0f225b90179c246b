using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Crawling.Jobs;

/// <summary>
/// The one thread that works on a database. Everything that waits when it comes round goes into one transaction; each caller goes on when
/// that is committed. What fails, fails all of them, and nothing of it is kept, then or later.
/// </summary>
/// <param name="beforeCommit">Called at the end of each transaction.</param>
internal sealed class StoreThread(Action beforeCommit) : IDisposable
{
    private const int Window = 1024;

    private readonly BlockingCollection<IOperation> _waiting = [];
    private Thread? _thread;
    private volatile JobException? _failure;

    private interface IOperation
    {
        void Run(JobStore store);

        void Committed();

        void Failed(Exception error);
    }

    /// <summary>Whether something has failed, so that nothing is kept any more.</summary>
    public bool HasFailed => _failure is not null;

    /// <summary>Begins to work on what waits, and on what comes.</summary>
    public void Start(JobDatabase database, JobStore store)
    {
        _thread = new Thread(() => Run(database, store)) { Name = "Crawling job", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Does work within the next transaction.</summary>
    /// <returns>Completes when it is committed.</returns>
    public Task<T> DoAsync<T>(Func<JobStore, T> work)
    {
        var operation = new Operation<T>(work);
        try
        {
            _waiting.Add(operation);
        }
        catch (InvalidOperationException)
        {
            operation.Failed(new JobException("The job is closed."));
        }

        return operation.Task;
    }

    /// <summary>Ends when all that waits is done.</summary>
    public void Dispose()
    {
        _waiting.CompleteAdding();
        _thread?.Join();
    }

    private void Run(JobDatabase database, JobStore store)
    {
        var batch = new List<IOperation>();
        foreach (var first in _waiting.GetConsumingEnumerable())
        {
            batch.Add(first);
            while (batch.Count < Window && _waiting.TryTake(out var next))
            {
                batch.Add(next);
            }

            Commit(database, store, batch);
            batch.Clear();
        }
    }

    private void Commit(JobDatabase database, JobStore store, List<IOperation> batch)
    {
        try
        {
            if (_failure is not null)
            {
                throw _failure;
            }

            database.Execute("BEGIN IMMEDIATE");
            batch.ForEach(operation => operation.Run(store));
            beforeCommit();
            database.Execute("COMMIT");
        }
        catch (Exception error)
        {
            _failure ??= error as JobException ?? new JobException(JobDatabase.Explain(error), error);
            TryRollBack(database);
            batch.ForEach(operation => operation.Failed(_failure));
            return;
        }

        batch.ForEach(operation => operation.Committed());
    }

    private static void TryRollBack(JobDatabase database)
    {
        try
        {
            database.Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            // SQLite has rolled back by itself, as it does when the disk is full.
        }
    }

    private sealed class Operation<T>(Func<JobStore, T> work) : IOperation
    {
        private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? _result;

        public Task<T> Task => _done.Task;

        public void Run(JobStore store) => _result = work(store);

        public void Committed() => _done.SetResult(_result!);

        public void Failed(Exception error) => _done.SetException(error);
    }
}
