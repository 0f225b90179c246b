using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Crawling.Cli;

/// <summary>Exports the metrics and traces of the process to a collector, until it is disposed: then what is left is sent. The standard
/// <c>OTEL_*</c> variables hold for all that the settings do not say: headers, intervals, the name of the service.</summary>
internal sealed class OtlpExport : IDisposable
{
    private const string Source = "Crawling";
    private const string Service = "crawler";

    private readonly IDisposable?[] _parts;

    private OtlpExport(TelemetryOptions options, ILogger logger)
    {
        var resource = ResourceBuilder.CreateEmpty().AddService(Service).AddTelemetrySdk().AddEnvironmentVariableDetector();
        _parts =
        [
            options.Metrics
                ? Sdk.CreateMeterProviderBuilder()
                    .SetResourceBuilder(resource)
                    .AddMeter(Source)
                    .AddOtlpExporter(otlp => Use(otlp, options, "v1/metrics"))
                    .Build()
                : null,
            options.Traces
                ? Sdk.CreateTracerProviderBuilder()
                    .SetResourceBuilder(resource)
                    .SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(options.SamplingRatio)))
                    .AddSource(Source)
                    .AddOtlpExporter(otlp => Use(otlp, options, "v1/traces"))
                    .Build()
                : null,

            // Last: it hears what goes wrong at the end.
            new ExportFailures(logger, options.Otlp!),
        ];
    }

    /// <summary>Null if none is asked for; then nothing of OpenTelemetry is loaded.</summary>
    public static IDisposable? Start(TelemetryOptions options, ILogger logger) => options.Otlp is null ? null : Create(options, logger);

    public void Dispose()
    {
        foreach (var part in _parts)
        {
            part?.Dispose();
        }
    }

    // A method of its own, so that the assemblies are loaded for those who export only.
    private static OtlpExport Create(TelemetryOptions options, ILogger logger) => new(options, logger);

    private static void Use(OtlpExporterOptions otlp, TelemetryOptions options, string path)
    {
        var isGrpc = options.Protocol == OtlpProtocol.Grpc;
        otlp.Protocol = isGrpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        otlp.Endpoint = new Uri(isGrpc ? options.Otlp!.Href : $"{options.Otlp!.Href.TrimEnd('/')}/{path}");
    }
}
