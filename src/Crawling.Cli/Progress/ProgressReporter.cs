using Crawling.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Crawling.Cli;

/// <summary>Tells how far a crawl is, again and again until it is disposed: on a terminal in a live line, else in the log.</summary>
internal sealed partial class ProgressReporter : IAsyncDisposable
{
    private static readonly TimeSpan RedrawInterval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LiveWindow = TimeSpan.FromSeconds(5);

    private readonly CrawlStatistics _statistics;
    private readonly ProgressRates _rates;
    private readonly Action<string> _report;
    private readonly PeriodicTimer _timer;
    private readonly Task _reporting;

    private ProgressReporter(CrawlStatistics statistics, Action<string> report, TimeSpan interval, TimeSpan window, TimeProvider time)
    {
        _statistics = statistics;
        _report = report;
        _rates = new(time, window);
        _timer = new(interval, time);
        _reporting = ReportAsync();
    }

    public static ProgressReporter OnTerminal(CrawlStatistics statistics, LiveLineWriter terminal, TimeProvider time) =>
        new(statistics, terminal.Show, RedrawInterval, LiveWindow, time);

    public static ProgressReporter InLog(CrawlStatistics statistics, ILogger logger, TimeSpan interval, TimeProvider time) =>
        new(statistics, text => Progress(logger, text), interval, interval, time);

    public async ValueTask DisposeAsync()
    {
        _timer.Dispose();
        await _reporting;
    }

    [LoggerMessage(EventId = EventIds.CommandLine, Level = LogLevel.Information, Message = "{Progress}")]
    private static partial void Progress(ILogger logger, string progress);

    private async Task ReportAsync()
    {
        _rates.Add(CrawlProgress.Of(_statistics));
        while (await _timer.WaitForNextTickAsync())
        {
            var progress = CrawlProgress.Of(_statistics);
            _rates.Add(progress);
            _report(ProgressText.Of(progress, _rates));
        }
    }
}
