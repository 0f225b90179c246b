namespace Crawling.Engine;

/// <summary>When nothing is left to do, the extensions are asked whether the spider stays open.</summary>
internal sealed class IdleQuestion(Crawler crawler, Reactor reactor, Action onStays, Action onMayClose)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private bool _open;

    /// <summary>Asks, unless the question is open already or was answered a moment ago.</summary>
    public void Ask()
    {
        if (!_open)
        {
            _open = true;
            crawler.Events.Publish(new SpiderIdle(reactor.Time.GetUtcNow()));
            _ = AskAsync();
        }
    }

    private async Task AskAsync()
    {
        // The hooks do not run on the loop.
        await Task.Yield();
        var stays = await crawler.Extensions.OnIdleAsync();
        reactor.Post(() =>
        {
            if (stays)
            {
                reactor.CallLater(Interval, () => Answer(onStays));
            }
            else
            {
                Answer(onMayClose);
            }
        });
    }

    private void Answer(Action then)
    {
        _open = false;
        then();
    }
}
