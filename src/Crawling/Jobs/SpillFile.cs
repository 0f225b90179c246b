using Crawling.Scheduling;

namespace Crawling.Jobs;

/// <summary>The overflow of a frontier in a temporary file, which is gone with the process, however that ends.</summary>
internal sealed class SpillFile : IOverflow
{
    private readonly JobDatabase _database;
    private readonly StoreThread<SpillStore> _thread = new(static () => { });

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

    public Task<(IReadOnlyList<FrontierRequest> Requests, int? Next)> TakeAsync(string slot, int count) =>
        _thread.DoAsync(store => store.Take(slot, count));

    public ValueTask DisposeAsync()
    {
        _thread.Dispose();
        _database.Dispose();
        return default;
    }
}
