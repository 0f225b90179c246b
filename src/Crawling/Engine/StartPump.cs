namespace Crawling.Engine;

/// <summary>
/// Pulls the start of a spider, off the loop, only as fast as its requests are taken and its items written: at most a window of them is
/// waiting, so a start may be endless.
/// </summary>
internal sealed class StartPump(Spider spider, int window, Action<Output> onOutput, Action<Exception?> onEnded)
{
    private readonly SemaphoreSlim _room = new(window);
    private readonly CancellationTokenSource _stop = new();

    public void Start() => _ = Task.Run(RunAsync);

    /// <summary>A start request has been taken or filtered, or an item is done: one more may be pulled.</summary>
    public void MakeRoom() => _room.Release();

    /// <summary>Pulls nothing further.</summary>
    public void Stop() => _stop.Cancel();

    private async Task RunAsync()
    {
        Exception? failure = null;
        try
        {
            await foreach (var output in spider.StartAsync())
            {
                if (output.Request is not null || output.Item is not null)
                {
                    await _room.WaitAsync(_stop.Token);
                    onOutput(output);
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
