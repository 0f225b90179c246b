using Crawling.Jobs;

namespace Crawling.Scheduling;

/// <summary>The overflow of a frontier in a temporary file, which is gone with the process, however that ends. Calls are done in their order,
/// off the loop.</summary>
internal sealed class OverflowFile(FrontierOptions options) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private Task _last = Task.CompletedTask;
    private BlockFile? _file;
    private OverflowQueues? _queues;

    public Task AddAsync(IReadOnlyList<FrontierRequest> requests) => InTurn(() =>
    {
        Queues().Add(requests);
        return true;
    });

    /// <summary>Removes the next requests of a slot, up to a count and down to a priority.</summary>
    /// <returns>Them, and the priority of what goes next after them; null if nothing does.</returns>
    public Task<(IReadOnlyList<FrontierRequest> Requests, int? Next)> TakeAsync(string slot, int count, int least) =>
        InTurn(() => Queues().Take(slot, count, least));

    public async ValueTask DisposeAsync()
    {
        await InTurn(static () => true).ConfigureAwait(false);
        _file?.Dispose();
    }

    private Task<T> InTurn<T>(Func<T> work)
    {
        lock (_lock)
        {
            var turn = _last.ContinueWith(_ => Explained(work), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            _last = turn;
            return turn;
        }
    }

    private static T Explained<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new JobException(
                $"The waiting requests for which there is no memory cannot be written to the temporary folder ({error.Message}): make room there, or raise frontier:diskLimit or frontier:memoryLimit.",
                error);
        }
    }

    private OverflowQueues Queues() =>
        _queues ??= new OverflowQueues(_file = new BlockFile(options.DiskLimit), new RequestCodec(new CallbackTable()), options.Order);
}
