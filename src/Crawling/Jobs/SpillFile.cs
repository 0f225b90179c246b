using Crawling.Scheduling;

namespace Crawling.Jobs;

/// <summary>The overflow of a frontier in a temporary file, which is gone with the process, however that ends. Calls are done in their order.</summary>
internal sealed class SpillFile : IAsyncDisposable
{
    private readonly JobDatabase _database;
    private readonly StoreThread<SpillStore> _thread = new(Explain, static () => { });

    public SpillFile(FrontierOptions options)
    {
        _database = JobDatabase.OpenTemporary(options.DiskLimit);
        _thread.Start(_database, new SpillStore(_database, new RequestCodec(new CallbackTable()), options.Order));
    }

    public Task AddAsync(IReadOnlyList<FrontierRequest> requests) => _thread.DoAsync(store =>
    {
        store.Add(requests);
        return true;
    });

    /// <summary>Removes the next requests of a slot, up to a count and down to a priority.</summary>
    /// <returns>Them, and the priority of what goes next after them; null if nothing does.</returns>
    public Task<(IReadOnlyList<FrontierRequest> Requests, int? Next)> TakeAsync(string slot, int count, int least) =>
        _thread.DoAsync(store => store.Take(slot, count, least));

    private static string Explain(Exception error) =>
        $"The waiting requests for which there is no memory cannot be written to the temporary folder ({error.Message}): make room there, or raise frontier:diskLimit or frontier:memoryLimit.";

    public ValueTask DisposeAsync()
    {
        _thread.Dispose();
        _database.Dispose();
        return default;
    }
}
