namespace Crawling.Scheduling;

/// <summary>Calls to the frontier: what completes at once goes on at once, the rest goes on on the loop when it is there.</summary>
internal sealed class FrontierCalls(Reactor reactor, Action onProgress, Action<Exception> onFailed)
{
    /// <summary>Calls that have not come back.</summary>
    public int InFlight { get; private set; }

    public void Run<T>(ValueTask<T> call, Action<T> then)
    {
        if (call.IsCompletedSuccessfully)
        {
            then(call.GetAwaiter().GetResult());
            return;
        }

        InFlight++;
        _ = FinishAsync(call, then);
    }

    private async Task FinishAsync<T>(ValueTask<T> call, Action<T> then)
    {
        try
        {
            var result = await call.ConfigureAwait(false);
            reactor.Take(() => Back(() => then(result)));
        }
        catch (Exception error)
        {
            reactor.Post(() => Back(() => onFailed(error)));
        }
    }

    private void Back(Action then)
    {
        InFlight--;
        then();
        onProgress();
    }
}
