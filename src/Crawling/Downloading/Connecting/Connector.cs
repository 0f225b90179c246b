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
        (context.InitialRequestMessage as WatchedRequest)?.Watch.Connects();
        var (target, isChosen) = options.Target(context.DnsEndPoint);
        var addresses = await WithinAsync(
            options.ResolveTimeout,
            $"No address for '{target.Host}' within {options.ResolveTimeout} (download:resolveTimeout).",
            limit => names.ResolveAsync(target.Host, limit),
            cancellation);
        if (options.BlockPrivateAddresses && !isChosen)
        {
            addresses = Allowed(target.Host, addresses);
        }

        var socket = await WithinAsync(
            options.ConnectTimeout,
            $"No connection to {target.Host}:{target.Port} within {options.ConnectTimeout} (download:connectTimeout).",
            limit => AddressRace.ConnectAsync(addresses, target.Port, time, limit),
            cancellation);
        var stream = open.Open(socket);
        return context.InitialRequestMessage.RequestUri?.Scheme == Uri.UriSchemeHttps
            ? await SecureAsync(stream, context.DnsEndPoint.Host, cancellation)
            : stream;
    }

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

    private async Task<Stream> SecureAsync(NetworkStream stream, string host, CancellationToken cancellation)
    {
        var secure = new SslStream(stream);
        try
        {
            await WithinAsync(
                options.TlsTimeout,
                $"No TLS handshake with '{host}' within {options.TlsTimeout} (download:tlsTimeout).",
                async limit =>
                {
                    await secure.AuthenticateAsClientAsync(TlsOptions(host), limit);
                    return true;
                },
                cancellation);
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

    private SslClientAuthenticationOptions TlsOptions(string host) => new()
    {
        TargetHost = host,
        ApplicationProtocols = [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11],
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
