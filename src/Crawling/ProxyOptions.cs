namespace Crawling;

/// <summary>Through which proxies pages are fetched, unless a request names its own.</summary>
public sealed class ProxyOptions
{
    /// <summary>The proxy of all requests: <c>http</c>, <c>https</c>, <c>socks4</c>, <c>socks4a</c> or <c>socks5</c>, its user name and password in
    /// the URL. Default: none.</summary>
    public Url? Url { get; set; }

    /// <summary>Proxies that take turns. One that fails rests for a while. Default: none.</summary>
    public List<Url> Pool { get; set; } = [];

    /// <summary>Hosts that are fetched without these proxies, in the forms of <c>no_proxy</c>: a host with all under it, an address, a network,
    /// each with or without a port, or <c>*</c>.</summary>
    public List<string> Bypass { get; set; } = [];

    /// <summary>Whether, without any of these, the environment tells the proxy: <c>http_proxy</c>, <c>https_proxy</c>, <c>all_proxy</c>,
    /// <c>no_proxy</c>. Default: true.</summary>
    public bool Environment { get; set; } = true;

    /// <summary>How long a proxy of the pool rests when it has failed; twice as long each time that it goes on failing. Default: 1 minute.</summary>
    public TimeSpan BackOff { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>What that grows to. Default: 1 hour.</summary>
    public TimeSpan MaxBackOff { get; set; } = TimeSpan.FromHours(1);
}
