using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Crawling.Jobs;

/// <summary>
/// The one thread that works on a job's database. Everything that waits when it comes round goes into one transaction; each caller goes on when
/// that is committed. What fails, fails all of them, and nothing of it is kept.
/// </summary>
internal sealed class JobThread : IDisposable
{
    private const int Window = 1024;

    private readonly JobDatabase _database;
    private readonly BlockingCollection<IOperation> _waiting = [];
    private readonly Thread _thread;
    private Exception? _failure;

    public JobThread(JobDatabase database)
    {
        _database = database;
        _thread = new Thread(Run) { Name = "Crawling job", IsBackground = true };
        _thread.Start();
    }

    private interface IOperation
    {
        void Run();

        void Committed();

        void Failed(Exception error);
    }

    /// <summary>Does work within the next transaction.</summary>
    /// <returns>Completes when it is committed.</returns>
    public Task<T> DoAsync<T>(Func<T> work)
    {
        var operation = new Operation<T>(work);
        _waiting.Add(operation);
        return operation.Task;
    }

    /// <summary>Ends when all that waits is done.</summary>
    public void Dispose()
    {
        _waiting.CompleteAdding();
        _thread.Join();
        _waiting.Dispose();
    }

    private void Run()
    {
        var batch = new List<IOperation>();
        foreach (var first in _waiting.GetConsumingEnumerable())
        {
            batch.Add(first);
            while (batch.Count < Window && _waiting.TryTake(out var next))
            {
                batch.Add(next);
            }

            Commit(batch);
            batch.Clear();
        }
    }

    private void Commit(List<IOperation> batch)
    {
        try
        {
            if (_failure is not null)
            {
                throw new JobException("The job has failed before; nothing further is written.", _failure);
            }

            _database.Execute("BEGIN IMMEDIATE");
            batch.ForEach(operation => operation.Run());
            _database.Execute("COMMIT");
        }
        catch (Exception error)
        {
            _failure ??= error;
            TryRollBack();
            batch.ForEach(operation => operation.Failed(error));
            return;
        }

        batch.ForEach(operation => operation.Committed());
    }

    private void TryRollBack()
    {
        try
        {
            _database.Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            // SQLite rolls back by itself when the disk is full.
        }
    }

    private sealed class Operation<T>(Func<T> work) : IOperation
    {
        private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? _result;

        public Task<T> Task => _done.Task;

        public void Run() => _result = work();

        public void Committed() => _done.SetResult(_result!);

        public void Failed(Exception error) => _done.SetException(
            error as JobException ?? new JobException($"The job's state cannot be written: {error.Message}", error));
    }
}
