using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Crawling.Downloading;

/// <summary>The settings of a crawl that make a difference to its connections.</summary>
internal sealed class HttpTransportOptions
{
    /// <summary>Crawls that share connections do not hinder each other, and yet no server is flooded.</summary>
    private const int UsualConnectionsPerServer = 64;

    private readonly Dictionary<string, string> _connectTo;
    private readonly Dictionary<string, X509Certificate2> _trusted;
    private readonly bool _verifyTls;

    private HttpTransportOptions(CrawlerOptions options)
    {
        var download = options.Download;
        ResolveTimeout = download.ResolveTimeout;
        ConnectTimeout = download.ConnectTimeout;
        TlsTimeout = download.TlsTimeout;
        MaxHeadersSize = download.MaxHeadersSize;
        BlockPrivateAddresses = download.BlockPrivateAddresses;
        ConnectionsPerServer = Math.Max(UsualConnectionsPerServer, options.ConcurrentRequests);
        _verifyTls = download.VerifyTls;
        _connectTo = new(options.ConnectTo, StringComparer.OrdinalIgnoreCase);
        _trusted = new(options.TrustedCertificates, StringComparer.OrdinalIgnoreCase);
        Key = string.Join(
            ';',
            [
                $"resolve={ResolveTimeout}",
                $"connect={ConnectTimeout}",
                $"tls={TlsTimeout}",
                $"headers={MaxHeadersSize}",
                $"guard={BlockPrivateAddresses}",
                $"connections={ConnectionsPerServer}",
                $"verify={_verifyTls}",
                .. _connectTo.Select(entry => $"to={entry.Key}>{entry.Value}").Order(StringComparer.Ordinal),
                .. _trusted.Select(entry => $"trust={entry.Key}>{entry.Value.Thumbprint}").Order(StringComparer.Ordinal),
            ]);
    }

    /// <summary>The same for equal settings.</summary>
    public string Key { get; }

    public TimeSpan ResolveTimeout { get; }

    public TimeSpan ConnectTimeout { get; }

    public TimeSpan TlsTimeout { get; }

    /// <summary>The limit of connecting through a proxy, all stages together.</summary>
    public TimeSpan TunnelTimeout =>
        TimeSpan.FromMilliseconds(Math.Min((ResolveTimeout + ConnectTimeout + TlsTimeout).TotalMilliseconds, int.MaxValue));

    /// <summary>In bytes.</summary>
    public int MaxHeadersSize { get; }

    public bool BlockPrivateAddresses { get; }

    /// <summary>Connections to one server at most, those of all crawls that share them.</summary>
    public int ConnectionsPerServer { get; }

    /// <summary>Connections that may be open before those that are idle are closed.</summary>
    public int MostConnections => 8 * ConnectionsPerServer;

    public static HttpTransportOptions Of(CrawlerOptions options) => new(options);

    public bool ValidateCertificate(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None || !_verifyTls)
        {
            return true;
        }

        // A certificate that is trusted for a host is trusted as it stands, whoever issued it.
        return sender is SslStream stream
            && certificate is not null
            && _trusted.TryGetValue(stream.TargetHostName, out var trusted)
            && certificate.GetRawCertData().AsSpan().SequenceEqual(trusted.RawDataMemory.Span);
    }

    /// <summary>Where to connect to; names, certificate check and the rest stay the URL's. Chosen is what the settings name.</summary>
    public (DnsEndPoint Target, bool IsChosen) Target(DnsEndPoint asked)
    {
        if (!_connectTo.TryGetValue($"{asked.Host}:{asked.Port}", out var to) && !_connectTo.TryGetValue(asked.Host, out to))
        {
            return (asked, false);
        }

        var colon = to.LastIndexOf(':');
        var port = int.Parse(to.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture);
        return (new DnsEndPoint(to[..colon].Trim('[', ']'), port), true);
    }
}
