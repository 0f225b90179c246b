namespace Crawling;

/// <summary>What is told of a crawl to the outside. The meter and the activity source <c>Crawling</c> are always there; where the <c>crawler</c>
/// command exports them to, the process as a whole, is set here. A program sets up an exporter of its own.</summary>
public sealed class TelemetryOptions
{
    /// <summary>Whether metrics are told by host (<c>server.address</c>). Default: false, as a broad crawl has too many.</summary>
    public bool Hosts { get; set; }

    /// <summary>The address of an OpenTelemetry collector, such as <c>http://localhost:4318</c>. Default: null, nothing is exported.</summary>
    public Url? Otlp { get; set; }

    /// <summary>How the collector is spoken to. Default: <see cref="OtlpProtocol.HttpProtobuf"/>.</summary>
    public OtlpProtocol Protocol { get; set; }

    /// <summary>Whether metrics are exported. Default: true.</summary>
    public bool Metrics { get; set; } = true;

    /// <summary>Whether traces are exported. Default: true.</summary>
    public bool Traces { get; set; } = true;

    /// <summary>The share of traces that are recorded, from 0 to 1. Default: 1.</summary>
    public double SamplingRatio { get; set; } = 1;
}

/// <summary>The transports of OTLP.</summary>
public enum OtlpProtocol
{
    /// <summary>HTTP/1.1, port 4318 by convention; <c>/v1/metrics</c> and <c>/v1/traces</c> are appended to the address.</summary>
    HttpProtobuf,

    /// <summary>gRPC, port 4317 by convention.</summary>
    Grpc,
}
