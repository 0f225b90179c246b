using Microsoft.Extensions.Logging;

namespace Crawling.Diagnostics;

/// <summary>Counts a crawl's log lines by level, under <c>log_count/LEVEL</c>.</summary>
internal sealed class CountingLogger(ILogger inner, CrawlStatistics statistics) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => inner.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        statistics.Add(logLevel switch
        {
            LogLevel.Critical => "log_count/CRITICAL",
            LogLevel.Error => "log_count/ERROR",
            LogLevel.Warning => "log_count/WARNING",
            LogLevel.Information => "log_count/INFO",
            _ => "log_count/DEBUG",
        });
        inner.Log(logLevel, eventId, state, exception, formatter);
    }
}
