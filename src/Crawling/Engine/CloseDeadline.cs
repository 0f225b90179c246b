namespace Crawling.Engine;

/// <summary>The time an asked-for end has: at its cut-off what is in flight is cancelled, a little later what did not listen is left behind, so
/// that the end, feeds closed, lies within <see cref="CloseOptions.Deadline"/>.</summary>
internal sealed class CloseDeadline(Reactor reactor, TimeSpan deadline, Action onCut, Action onGiveUp)
{
    private static readonly TimeSpan LongestGrace = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _cut = new();
    private DelayedCall? _next;

    /// <summary>Cancelled at the cut-off.</summary>
    public CancellationToken Token => _cut.Token;

    private TimeSpan Grace => deadline / 10 < LongestGrace ? deadline / 10 : LongestGrace;

    public void Start() => _next ??= reactor.CallLater(deadline - (Grace * 3), Cut);

    /// <summary>Cuts off now.</summary>
    public void Cut()
    {
        if (!_cut.IsCancellationRequested)
        {
            _next?.Cancel();
            onCut();
            // What spiders have registered for it must not run on the loop.
            _ = _cut.CancelAsync();
            _next = reactor.CallLater(Grace, onGiveUp);
        }
    }

    /// <summary>The end came in time.</summary>
    public void Stop() => _next?.Cancel();
}
