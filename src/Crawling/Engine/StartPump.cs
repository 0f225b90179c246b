namespace Crawling.Engine;

/// <summary>
/// Pulls the start of a spider, off the loop, only as fast as its requests are taken and its items written: at most a window of them is
/// waiting, so a start may be endless. In a crawl that is resumed, what has been taken before is passed over.
/// </summary>
internal sealed class StartPump(Crawler crawler, int window, Action<Output, long> onOutput, Action<Exception?> onEnded)
{
    private readonly SemaphoreSlim _room = new(window);
    private readonly CancellationTokenSource _stop = new();

    public void Start(long taken) => _ = Task.Run(() => RunAsync(taken));

    /// <summary>A start request has been taken or filtered, or an item is done: one more may be pulled.</summary>
    public void MakeRoom() => _room.Release();

    /// <summary>Pulls nothing further.</summary>
    public void Stop() => _stop.Cancel();

    private void Check(Output output)
    {
        if (output.Request is { } request)
        {
            crawler.Job?.Check(request);
        }
    }

    private async Task RunAsync(long taken)
    {
        Exception? failure = null;
        var index = 0L;
        try
        {
            await foreach (var output in crawler.Spider.StartInstead?.Invoke() ?? crawler.Spider.StartAsync())
            {
                if ((output.Request is not null || output.Item is not null) && index++ >= taken)
                {
                    Check(output);
                    await _room.WaitAsync(_stop.Token);
                    onOutput(output, index - 1);
                }

                _stop.Token.ThrowIfCancellationRequested();
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
        }
        catch (Exception error)
        {
            failure = error;
        }

        onEnded(failure);
    }
}
