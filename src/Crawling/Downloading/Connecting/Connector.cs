using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Crawling.Downloading;

/// <summary>Makes the connections: looks the name up, keeps to the addresses that are allowed, connects, and shakes hands for TLS. Every stage
/// has a limit of its own.</summary>
internal sealed class Connector(HttpTransportOptions options, NameCache names, OpenConnections open, TimeProvider time)
{
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var stream = await OpenAsync(context, options.BlockPrivateAddresses, cancellation);
        return context.InitialRequestMessage.RequestUri?.Scheme == Uri.UriSchemeHttps
            ? await SecureAsync(stream, context.DnsEndPoint.Host, WatchOf(context)?.Exchange, cancellation)
            : stream;
    }

    /// <summary>Connects to a proxy, wherever it is: it is a choice of whoever runs the crawl. TLS with it, and what lies behind it, is the
    /// stack's to see to.</summary>
    public async ValueTask<Stream> ConnectToProxyAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        try
        {
            return await OpenAsync(context, isGuarded: false, cancellation);
        }
        catch (Exception error) when (error is SocketException or DownloadException)
        {
            throw ProxyFailure.Unreachable($"{context.DnsEndPoint.Host}:{context.DnsEndPoint.Port}", error);
        }
    }

    private async ValueTask<NetworkStream> OpenAsync(SocketsHttpConnectionContext context, bool isGuarded, CancellationToken cancellation)
    {
        var watch = WatchOf(context);
        watch?.Connects();
        var began = time.GetTimestamp();
        var (target, isChosen) = options.Target(context.DnsEndPoint);
        var addresses = await WithinAsync(
            options.ResolveTimeout,
            $"No address for '{target.Host}' within {options.ResolveTimeout} (download:resolveTimeout).",
            limit => names.ResolveAsync(target.Host, limit),
            cancellation);
        watch?.Exchange?.LookUp = time.GetElapsedTime(began);
        if (isGuarded && !isChosen)
        {
            addresses = Allowed(target.Host, addresses);
        }

        began = time.GetTimestamp();
        var socket = await WithinAsync(
            options.ConnectTimeout,
            $"No connection to {target.Host}:{target.Port} within {options.ConnectTimeout} (download:connectTimeout).",
            limit => AddressRace.ConnectAsync(addresses, target.Port, time, limit),
            cancellation);
        watch?.Exchange?.Connect = time.GetElapsedTime(began);
        return open.Open(socket);
    }

    private static FetchWatch? WatchOf(SocketsHttpConnectionContext context) => (context.InitialRequestMessage as WatchedRequest)?.Watch;

    /// <summary>What an answer holds beside blocked addresses may be connected to.</summary>
    private static List<IPAddress> Allowed(string host, IReadOnlyList<IPAddress> addresses)
    {
        var allowed = addresses.Where(address => !SpecialAddresses.Contain(address)).ToList();
        return allowed.Count > 0
            ? allowed
            : throw new DownloadException(
                FailureReason.BlockedAddress,
                $"'{host}' is at {addresses[0]}, which is not on the public Internet (download:blockPrivateAddresses).");
    }

    private async Task<Stream> SecureAsync(NetworkStream stream, string host, Exchange? exchange, CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        var secure = new SslStream(stream);
        try
        {
            await WithinAsync(
                options.TlsTimeout,
                $"No TLS handshake with '{host}' within {options.TlsTimeout} (download:tlsTimeout).",
                async limit =>
                {
                    var handshake = TlsOptions();
                    handshake.TargetHost = host;
                    handshake.ApplicationProtocols = [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11];
                    await secure.AuthenticateAsClientAsync(handshake, limit);
                    return true;
                },
                cancellation);
            exchange?.Tls = time.GetElapsedTime(began);
            return secure;
        }
        catch (Exception error)
        {
            await secure.DisposeAsync();
            if (error is AuthenticationException or IOException or SocketException)
            {
                throw new DownloadException(FailureReason.Tls, $"The TLS handshake with '{host}' failed: {error.Message}", error);
            }

            throw;
        }
    }

    /// <summary>For a handshake with whichever host the stack has to do with.</summary>
    public SslClientAuthenticationOptions TlsOptions() => new()
    {
        RemoteCertificateValidationCallback = options.ValidateCertificate,

        // A missing link of the chain would be fetched from wherever the certificate says: past every limit, and past the guard.
        CertificateChainPolicy = new X509ChainPolicy
        {
            DisableCertificateDownloads = true,
            RevocationMode = X509RevocationMode.NoCheck,
        },
    };

    private async Task<T> WithinAsync<T>(
        TimeSpan limit, string failure, Func<CancellationToken, Task<T>> stage, CancellationToken cancellation)
    {
        using var timeout = new CancellationTokenSource(limit, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        try
        {
            return await stage(linked.Token);
        }
        catch (Exception error) when (timeout.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new DownloadException(FailureReason.Timeout, failure, error);
        }
    }
}
