using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Parsing;

namespace Crawling.Cli;

/// <summary>Hands log events on as <see cref="CleanText"/>. It stands before all sinks, those of crawler.json too.</summary>
internal sealed class CleanLogger(ILogger inner) : ILogger, IDisposable
{
    private static readonly MessageTemplateParser Templates = new();
    private static readonly CleanValues Values = new();

    public bool IsEnabled(LogEventLevel level) => inner.IsEnabled(level);

    public ILogger ForContext(ILogEventEnricher enricher) => new CleanLogger(inner.ForContext(enricher));

    public ILogger ForContext(IEnumerable<ILogEventEnricher> enrichers) => new CleanLogger(inner.ForContext(enrichers));

    public ILogger ForContext(string propertyName, object? value, bool destructureObjects = false) =>
        new CleanLogger(inner.ForContext(propertyName, value, destructureObjects));

    public void Write(LogEvent logEvent) => inner.Write(new(
        logEvent.Timestamp,
        logEvent.Level,
        Clean(logEvent.Exception),
        Clean(logEvent.MessageTemplate),
        logEvent.Properties.Select(property => new LogEventProperty(property.Key, Values.Clean(property.Value)))));

    public void Dispose() => (inner as IDisposable)?.Dispose();

    private static MessageTemplate Clean(MessageTemplate template) =>
        CleanText.Of(template.Text) is var clean && clean == template.Text ? template : Templates.Parse(clean);

    private static Exception? Clean(Exception? exception)
    {
        var text = exception?.ToString() ?? "";
        return CleanText.Of(text) is var clean && clean == text ? exception : new CleanException(clean);
    }

    /// <summary>Stands for an exception whose text had to be cleaned.</summary>
    private sealed class CleanException(string text) : Exception
    {
        public override string ToString() => text;
    }
}
