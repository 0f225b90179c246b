namespace Crawling.Cli;

/// <summary>Speeds over the last while.</summary>
/// <param name="time">The clock.</param>
/// <param name="window">How far back they look.</param>
internal sealed class ProgressRates(TimeProvider time, TimeSpan window)
{
    private readonly Queue<(long Timestamp, CrawlProgress Progress)> _samples = new();

    public double PagesPerSecond { get; private set; }

    public double ItemsPerSecond { get; private set; }

    public double ReceivedPerSecond { get; private set; }

    public double SentPerSecond { get; private set; }

    public void Add(CrawlProgress progress)
    {
        var now = time.GetTimestamp();
        _samples.Enqueue((now, progress));
        while (_samples.Count > 2 && time.GetElapsedTime(_samples.Peek().Timestamp, now) > window)
        {
            _samples.Dequeue();
        }

        var (since, first) = _samples.Peek();
        var seconds = time.GetElapsedTime(since, now).TotalSeconds;
        PagesPerSecond = Rate(progress.Pages - first.Pages, seconds);
        ItemsPerSecond = Rate(progress.Items - first.Items, seconds);
        ReceivedPerSecond = Rate(progress.Received - first.Received, seconds);
        SentPerSecond = Rate(progress.Sent - first.Sent, seconds);
    }

    private static double Rate(long count, double seconds) => seconds > 0 ? count / seconds : 0;
}
