using System.Threading.Channels;
using Crawling.Testing;
using Microsoft.Extensions.Logging;

namespace Crawling.Cli.Tests.Progress;

public sealed class ProgressReporterTests
{
    private readonly FakeTime _time = new();
    private readonly CrawlStatistics _statistics = new();
    private readonly Lines _log = new();

    [Fact]
    public async Task The_log_has_a_line_an_interval_with_the_speeds_of_that_interval()
    {
        await using var reporter = ProgressReporter.InLog(_statistics, _log, TimeSpan.FromSeconds(10), _time);
        _statistics.Add("response_received_count", 50);
        _statistics.Add("item_scraped_count", 7);
        _statistics.Add("scheduler/enqueued", 60);
        _statistics.Add("scheduler/dequeued", 55);
        _statistics.Add("downloader/response_bytes", 20 << 10);
        _statistics.Add("downloader/request_bytes", 1000);

        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("pages 50 | items 7 | 5.0 pages/s | queue 5 | in 2.0 KiB/s, out 100 B/s", await _log.NextAsync());

        _statistics.Add("response_received_count", 10);
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.StartsWith("pages 60 | items 7 | 1.0 pages/s |", await _log.NextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public void Speeds_are_those_of_the_window_only()
    {
        var rates = new ProgressRates(_time, TimeSpan.FromSeconds(5));
        for (var second = 0; second <= 60; second++)
        {
            rates.Add(new(Pages: second <= 30 ? second * 100 : 3000 + second, 0, 0, 0, 0));
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(1, rates.PagesPerSecond);
    }

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(1023, "1023 B")]
    [InlineData(1536, "1.5 KiB")]
    [InlineData(5.0 * 1024 * 1024 * 1024 * 1024, "5120.0 GiB")]
    public void Bytes_have_the_unit_that_fits(double bytes, string text) => Assert.Equal(text, ProgressText.Bytes(bytes));

    private sealed class Lines : ILogger
    {
        private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

        public ValueTask<string> NextAsync() => _lines.Reader.ReadAsync();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _lines.Writer.TryWrite(formatter(state, exception));
    }
}
