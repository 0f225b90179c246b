using Crawling.Scheduling;

namespace Crawling.Jobs;

/// <summary>A part of the crawl with a state that its job keeps.</summary>
internal interface IJobState
{
    /// <summary>Takes back what was kept, each value under its key. Before the crawl goes on.</summary>
    void Restore(IReadOnlyDictionary<string, byte[]> values);

    /// <summary>What has changed since it was last asked: those keys only. On the loop.</summary>
    IEnumerable<StateChange> TakeChanges();
}
