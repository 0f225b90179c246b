using Crawling.Downloading;

namespace Crawling.Diagnostics;

/// <summary>Tells once a second how many bytes have flowed, as long as somebody listens.</summary>
internal sealed class BandwidthMeter(Reactor reactor, Traffic traffic, CrawlerEvents events)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private DelayedCall? _next;

    public void Start() => _next = reactor.CallLater(Interval, Tell);

    public void Stop() => _next?.Cancel();

    private void Tell()
    {
        if (events.Wants<BandwidthEvent>())
        {
            var (received, sent) = traffic.Take();
            events.Publish(new BandwidthEvent(reactor.Time.GetUtcNow(), received, sent));
        }

        Start();
    }
}
