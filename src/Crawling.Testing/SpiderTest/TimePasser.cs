namespace Crawling.Testing;

/// <summary>Lets time pass for a crawl whenever it waits for nothing else.</summary>
internal sealed class TimePasser(Crawler crawler, Reactor reactor, FakeTime time)
{
    /// <summary>How often it looks while the crawl waits for the network or for a callback.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(1);

    public async Task UntilAsync(Task ended)
    {
        while (!ended.IsCompleted)
        {
            // At once to what the crawl waits for: not from one tick to the next of all that ticks by the second.
            if (await WaitsUntilAsync(ended) is { } until && time.NextDue is { } due)
            {
                var next = until == DateTimeOffset.MaxValue || until < due ? due : until;
                time.Advance(next - time.GetUtcNow());
            }
            else
            {
                await Task.WhenAny(ended, Task.Delay(Interval, TimeProvider.System));
            }
        }
    }

    private async Task<DateTimeOffset?> WaitsUntilAsync(Task ended)
    {
        var answer = new TaskCompletionSource<DateTimeOffset?>(TaskCreationOptions.RunContinuationsAsynchronously);
        return reactor.TryPost(() => answer.SetResult(crawler.Engine.WaitsUntil)) && await Task.WhenAny(answer.Task, ended) == answer.Task
            ? await answer.Task
            : null;
    }
}
