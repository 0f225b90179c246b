using System.Diagnostics.Tracing;
using System.Globalization;
using Crawling.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Crawling.Cli;

/// <summary>The exporter tells its failures to an event source only. The first one is logged: the others would say the same.</summary>
internal sealed partial class ExportFailures(ILogger logger, Url address) : EventListener
{
    private const string Exporter = "OpenTelemetry-Exporter-OpenTelemetryProtocol";

    private int _told;

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == Exporter)
        {
            EnableEvents(eventSource, EventLevel.Warning);
        }
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.EventSource.Name == Exporter && Interlocked.Exchange(ref _told, 1) == 0)
        {
            var text = string.Format(CultureInfo.InvariantCulture, eventData.Message ?? "{0}", [.. eventData.Payload ?? []]);
            Failed(logger, address, text.ReplaceLineEndings(" "));
        }
    }

    [LoggerMessage(EventIds.CommandLine + 1, LogLevel.Warning, "Telemetry cannot be exported to {Address} (telemetry:otlp): {Failure}")]
    private static partial void Failed(ILogger logger, Url address, string failure);
}
