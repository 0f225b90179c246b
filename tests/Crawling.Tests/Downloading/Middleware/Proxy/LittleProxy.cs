using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Crawling.Tests.Downloading.Middleware.Proxy;

/// <summary>A proxy on loopback for HTTP, CONNECT, SOCKS4, SOCKS4a and SOCKS5, which writes down what it sees. Whatever name it is asked for leads
/// to loopback.</summary>
internal sealed class LittleProxy : IAsyncDisposable
{
    private const byte Granted4 = 90;
    private const byte Rejected4 = 91;
    private const byte Refused5 = 5;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<string> _seen = new();
    private readonly Task _accepting;

    public LittleProxy()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>The user name and password that it wants, as <c>user:password</c>.</summary>
    public string? Credentials { get; init; }

    /// <summary>The port on loopback for each host and port; null: it cannot be reached.</summary>
    public Func<string, int, int?> Route { get; init; } = static (_, port) => port;

    public X509Certificate2? Certificate { get; init; }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The head of each HTTP request, and of SOCKS <c>SOCKS5 host:port user:password</c>.</summary>
    public IReadOnlyList<string> Seen => [.. _seen];

    public Url Url(string scheme, string userInfo = "") => Crawling.Url.Parse($"{scheme}://{userInfo}127.0.0.1:{Port}");

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception error) when (error is SocketException or InvalidOperationException)
        {
            // The listener has been stopped.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var connection = client;
        try
        {
            Stream stream = connection.GetStream();
            if (Certificate is not null)
            {
                var secure = new SslStream(stream);
                await secure.AuthenticateAsServerAsync(Certificate);
                stream = secure;
            }

            var first = (await ReadAsync(stream, 1))[0];
            await (first switch
            {
                4 => Socks4Async(stream),
                5 => Socks5Async(stream),
                _ => HttpAsync(stream, (char)first),
            });
        }
        catch (Exception error) when (error is IOException or SocketException or ObjectDisposedException)
        {
            // The other side has gone.
        }
    }

    private async Task HttpAsync(Stream stream, char first)
    {
        var head = first + await ReadUntilAsync(stream, "\r\n\r\n");
        _seen.Enqueue(head);
        var line = head.Split(' ');
        var wanted = Credentials is null ? null : $"Proxy-Authorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(Credentials))}\r\n";
        if (wanted is not null && !head.Contains(wanted, StringComparison.OrdinalIgnoreCase))
        {
            await SendAsync(stream, "407 Proxy Authentication Required", "Proxy-Authenticate: Basic realm=\"p\"\r\n");
        }
        else if (line[0] == "CONNECT")
        {
            var colon = line[1].LastIndexOf(':');
            await ConnectAsync(stream, line[1][..colon], int.Parse(line[1].AsSpan(colon + 1), null), async granted =>
            {
                if (granted)
                {
                    await stream.WriteAsync("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray());
                }
                else
                {
                    await SendAsync(stream, "502 Bad Gateway", "");
                }
            });
        }
        else
        {
            var target = new Uri(line[1]);
            var fields = head.Split("\r\n").Skip(1).Where(field => field.Length > 0 && !field.StartsWith("Proxy-", StringComparison.OrdinalIgnoreCase));
            await ConnectAsync(stream, target.Host, target.Port, granted => granted ? Task.CompletedTask : SendAsync(stream, "502 Bad Gateway", ""), $"{line[0]} {target.PathAndQuery} HTTP/1.1\r\n{string.Join("\r\n", fields)}\r\nConnection: close\r\n\r\n");
        }
    }

    private async Task Socks4Async(Stream stream)
    {
        var asked = await ReadAsync(stream, 7);
        var port = (asked[1] << 8) | asked[2];
        var user = (await ReadUntilAsync(stream, "\0")).TrimEnd('\0');
        var isName = asked[3] == 0 && asked[4] == 0 && asked[5] == 0;
        var host = isName ? (await ReadUntilAsync(stream, "\0")).TrimEnd('\0') : new IPAddress(asked[3..7]).ToString();
        _seen.Enqueue($"SOCKS4{(isName ? "a" : "")} {host}:{port} {user}");
        await ConnectAsync(stream, host, port, granted =>
            stream.WriteAsync(new byte[] { 0, granted ? Granted4 : Rejected4, 0, 0, 0, 0, 0, 0 }).AsTask());
    }

    private async Task Socks5Async(Stream stream)
    {
        var methods = await ReadAsync(stream, (await ReadAsync(stream, 1))[0]);
        var credentials = "";
        if (methods.Contains((byte)2))
        {
            await stream.WriteAsync(new byte[] { 5, 2 });
            await ReadAsync(stream, 1);
            var user = await ReadTextAsync(stream);
            credentials = $"{user}:{await ReadTextAsync(stream)}";
            await stream.WriteAsync(new byte[] { 1, (byte)(Credentials is null || Credentials == credentials ? 0 : 1) });
        }
        else
        {
            await stream.WriteAsync(new byte[] { 5, (byte)(Credentials is null ? 0 : 255) });
        }

        var kind = (await ReadAsync(stream, 4))[3];
        var host = kind == 3 ? await ReadTextAsync(stream) : new IPAddress(await ReadAsync(stream, kind == 1 ? 4 : 16)).ToString();
        var port = await ReadAsync(stream, 2);
        _seen.Enqueue($"SOCKS5 {host}:{(port[0] << 8) | port[1]} {credentials}");
        await ConnectAsync(stream, host, (port[0] << 8) | port[1], granted =>
            stream.WriteAsync(new byte[] { 5, granted ? (byte)0 : Refused5, 0, 1, 0, 0, 0, 0, 0, 0 }).AsTask());
    }

    /// <summary>Passes bytes on in both directions until the target has closed.</summary>
    private async Task ConnectAsync(Stream stream, string host, int port, Func<bool, Task> tell, string beginning = "")
    {
        var to = Route(host, port);
        await tell(to is not null);
        if (to is null)
        {
            return;
        }

        using var target = new TcpClient();
        await target.ConnectAsync(IPAddress.Loopback, to.Value);
        await using var there = target.GetStream();
        await there.WriteAsync(Encoding.Latin1.GetBytes(beginning));
        var back = there.CopyToAsync(stream);
        _ = stream.CopyToAsync(there).ContinueWith(static _ => { }, TaskScheduler.Default);
        await back;
    }

    private static Task SendAsync(Stream stream, string status, string fields) =>
        stream.WriteAsync(Encoding.Latin1.GetBytes($"HTTP/1.1 {status}\r\n{fields}Content-Length: 0\r\nConnection: close\r\n\r\n")).AsTask();

    private static async Task<byte[]> ReadAsync(Stream stream, int count)
    {
        var bytes = new byte[count];
        await stream.ReadExactlyAsync(bytes);
        return bytes;
    }

    private static async Task<string> ReadTextAsync(Stream stream) =>
        Encoding.Latin1.GetString(await ReadAsync(stream, (await ReadAsync(stream, 1))[0]));

    private static async Task<string> ReadUntilAsync(Stream stream, string end)
    {
        var text = new StringBuilder();
        while (!text.ToString().EndsWith(end, StringComparison.Ordinal))
        {
            text.Append((char)(await ReadAsync(stream, 1))[0]);
        }

        return text.ToString();
    }
}
