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
            if (await OnlyWaitsAsync(ended) && time.NextDue is { } due)
            {
                time.Advance(due - time.GetUtcNow());
            }
            else
            {
                await Task.WhenAny(ended, Task.Delay(Interval, TimeProvider.System));
            }
        }
    }

    private async Task<bool> OnlyWaitsAsync(Task ended)
    {
        var answer = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        return reactor.TryPost(() => answer.SetResult(crawler.Engine.OnlyWaits))
            && await Task.WhenAny(answer.Task, ended) == answer.Task
            && await answer.Task;
    }
}
