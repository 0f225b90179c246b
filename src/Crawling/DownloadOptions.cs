namespace Crawling;

/// <summary>How pages are fetched.</summary>
public sealed class DownloadOptions
{
    /// <summary>Between two requests of one host (one slot). Default: none.</summary>
    public TimeSpan Delay { get; set; } = TimeSpan.Zero;

    /// <summary>Whether a delay varies between 0.5 and 1.5 times its length. Default: true.</summary>
    public bool RandomizeDelay { get; set; } = true;

    /// <summary>The limit of the whole fetch. Default: 180 s.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(180);

    /// <summary>The limit of connecting, TLS included. Default: 30 s.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The limit of a body in bytes, on the wire and decoded. Default: 64 MiB.</summary>
    public long MaxBodySize { get; set; } = 64 << 20;

    /// <summary>Redirects followed for one request. Default: 20.</summary>
    public int MaxRedirects { get; set; } = 20;

    /// <summary>Whether certificates are checked. Default: true.</summary>
    public bool VerifyTls { get; set; } = true;

    /// <summary>Whether loopback, private, link-local and other special addresses are refused. Default: false.</summary>
    public bool BlockPrivateAddresses { get; set; }
}
