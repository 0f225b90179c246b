namespace Crawling.Scheduling;

/// <summary>Where the requests go for which there is no memory. Calls are done in their order.</summary>
internal interface IOverflow : IAsyncDisposable
{
    Task AddAsync(IReadOnlyList<FrontierRequest> requests);

    /// <summary>Removes the next requests of a slot.</summary>
    /// <returns>Them, and the priority of what goes next after them; null if nothing does.</returns>
    Task<(IReadOnlyList<FrontierRequest> Requests, int? Next)> TakeAsync(string slot, int count);
}
