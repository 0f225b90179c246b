using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Crawling.Tests;

/// <summary>Keeps what is logged, for a test to look at.</summary>
internal sealed class RecordingLogger : ILogger
{
    private readonly ConcurrentQueue<LogLine> _lines = new();

    public IReadOnlyList<LogLine> Lines => [.. _lines];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue(new(logLevel, formatter(state, exception), exception));
}

internal sealed record LogLine(LogLevel Level, string Text, Exception? Error);

/// <summary>Writes everything to one logger.</summary>
internal sealed class LoggerTo(ILogger logger) : ILoggerFactory
{
    public void AddProvider(ILoggerProvider provider)
    {
    }

    public ILogger CreateLogger(string categoryName) => logger;

    public void Dispose()
    {
    }
}
