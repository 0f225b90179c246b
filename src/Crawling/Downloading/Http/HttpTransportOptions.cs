using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Crawling.Downloading;

/// <summary>The settings of a crawl that make a difference to its connections.</summary>
internal sealed class HttpTransportOptions
{
    private readonly Dictionary<string, string> _connectTo;
    private readonly Dictionary<string, X509Certificate2> _trusted;
    private readonly bool _verifyTls;

    private HttpTransportOptions(CrawlerOptions options)
    {
        ConnectTimeout = options.Download.ConnectTimeout;
        _verifyTls = options.Download.VerifyTls;
        _connectTo = new(options.ConnectTo, StringComparer.OrdinalIgnoreCase);
        _trusted = new(options.TrustedCertificates, StringComparer.OrdinalIgnoreCase);
        Key = string.Join(
            ';',
            [
                $"connect={ConnectTimeout}",
                $"verify={_verifyTls}",
                .. _connectTo.Select(entry => $"to={entry.Key}>{entry.Value}").Order(StringComparer.Ordinal),
                .. _trusted.Select(entry => $"trust={entry.Key}>{entry.Value.Thumbprint}").Order(StringComparer.Ordinal),
            ]);
    }

    /// <summary>The same for equal settings.</summary>
    public string Key { get; }

    public TimeSpan ConnectTimeout { get; }

    public static HttpTransportOptions Of(CrawlerOptions options) => new(options);

    /// <summary>Connects where the settings say; names, certificate check and the rest stay the URL's.</summary>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(Target(context.DnsEndPoint), cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

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

    private EndPoint Target(DnsEndPoint asked)
    {
        if (!_connectTo.TryGetValue($"{asked.Host}:{asked.Port}", out var to) && !_connectTo.TryGetValue(asked.Host, out to))
        {
            return asked;
        }

        if (IPEndPoint.TryParse(to, out var address))
        {
            return address;
        }

        var colon = to.LastIndexOf(':');
        return new DnsEndPoint(to[..colon], int.Parse(to.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture));
    }
}
