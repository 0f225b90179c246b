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

    /// <summary>The limit of looking a host's name up. Default: 15 s.</summary>
    public TimeSpan ResolveTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>The limit of connecting, all addresses of the host together. Default: 30 s.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The limit of the TLS handshake. Default: 30 s.</summary>
    public TimeSpan TlsTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The limit from sending a request to the end of the response's header block; a longer <see cref="Request.Timeout"/> goes before.
    /// Default: 60 s.</summary>
    public TimeSpan HeadersTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>The limit of waiting for more of a body. Default: 30 s.</summary>
    public TimeSpan BodyIdleTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The least speed of a body in bytes a second, measured over 30 s; 0 is none. Default: 100.</summary>
    public int MinThroughput { get; set; } = 100;

    /// <summary>The limit of a response's header block in bytes. Default: 64 KiB.</summary>
    public int MaxHeadersSize { get; set; } = 64 << 10;

    /// <summary>The limit of a body in bytes, on the wire and decoded. Default: 64 MiB.</summary>
    public long MaxBodySize { get; set; } = 64 << 20;

    /// <summary>How many times its size a body that decodes to more than 4 MiB may have; null is no limit. Default: 500.</summary>
    public int? MaxCompressionRatio { get; set; } = 500;

    /// <summary>Whether of a body that breaks off before its end what came is taken, flagged <c>truncated</c>, instead of failing.
    /// Default: false.</summary>
    public bool KeepTruncated { get; set; }

    /// <summary>Redirects followed for one request. Default: 20.</summary>
    public int MaxRedirects { get; set; } = 20;

    /// <summary>Whether a page's <c>&lt;meta http-equiv=refresh&gt;</c> is followed as a redirect. Default: true.</summary>
    public bool MetaRefresh { get; set; } = true;

    /// <summary>The longest wait that a meta refresh may ask for; one that asks for more is not followed. Default: 100 s.</summary>
    public TimeSpan MaxRefreshDelay { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>Whether certificates are checked. Default: true.</summary>
    public bool VerifyTls { get; set; } = true;

    /// <summary>Whether loopback, private, link-local and other special addresses are refused, wherever they
    /// come from but <see cref="CrawlerOptions.ConnectTo"/> and proxies. Default: true in a host that has hosted crawls, else false.</summary>
    public bool BlockPrivateAddresses { get; set; }
}
