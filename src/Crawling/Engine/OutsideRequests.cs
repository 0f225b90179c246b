using Crawling.Downloading;
using Crawling.Scheduling;

namespace Crawling.Engine;

/// <summary>Requests that neither the start nor a callback brings, from any thread.</summary>
internal sealed class OutsideRequests(
    Crawler crawler, Reactor reactor, Admission admission, Scheduler scheduler, Func<bool> isOpen, Action onAdded)
{
    private readonly HashSet<TaskCompletionSource> _adding = [];

    /// <summary>Completes when it is in the queue, or a rule or the filter of duplicates has dropped it.</summary>
    public Task AddAsync(Request request)
    {
        crawler.Job?.Check(request);
        var added = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return reactor.TryPost(() => Add(request, added)) ? added.Task : Task.FromException(Ended());
    }

    /// <summary>The crawl has ended: whatever is not in the queue yet will not be.</summary>
    public void Fail(Exception? error)
    {
        foreach (var added in _adding)
        {
            added.TrySetException(error ?? Ended());
        }
    }

    private void Add(Request request, TaskCompletionSource added)
    {
        if (!isOpen())
        {
            added.SetException(Ended());
            return;
        }

        if (admission.Admit(request, Hop.First) is not { } entry)
        {
            added.SetResult();
            return;
        }

        _adding.Add(added);
        scheduler.Add([entry], () =>
        {
            _adding.Remove(added);
            added.TrySetResult();
        });
        onAdded();
    }

    private InvalidOperationException Ended() => new($"The crawl of '{crawler.Spider.Name}' has ended; it takes no further request.");
}
