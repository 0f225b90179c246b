using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Crawling.Tests;

/// <summary>A server on loopback that sends what it is told, right or wrong, byte for byte. Text is Latin-1: a byte a character.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly Func<RawConnection, Task> _serve;
    private readonly Task _accepting;
    private int _connections;

    /// <summary>Serves every connection by a function, then closes it.</summary>
    public RawServer(Func<RawConnection, Task> serve, IPAddress? address = null)
    {
        _listener = new(address ?? IPAddress.Loopback, 0);
        _serve = serve;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Answers the first request of every connection with the same bytes, then closes it.</summary>
    public RawServer(string reply, IPAddress? address = null)
        : this(
            async connection =>
            {
                await connection.ReadHeadAsync();
                await connection.SendAsync(reply);
            },
            address)
    {
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Connections => _connections;

    /// <summary>The request heads, in order of arrival.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    public string Url(string path) => $"http://{_listener.LocalEndpoint}{path}";

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
                var socket = await _listener.AcceptSocketAsync();
                Interlocked.Increment(ref _connections);
                _ = ServeAsync(socket);
            }
        }
        catch (Exception error) when (error is SocketException or InvalidOperationException)
        {
            // The listener has been stopped.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        await using var stream = new NetworkStream(socket, ownsSocket: true);
        try
        {
            await _serve(new RawConnection(socket, stream, _requests.Enqueue));
            if (socket.Connected)
            {
                socket.Shutdown(SocketShutdown.Send);
            }
        }
        catch (Exception error) when (error is IOException or SocketException or ObjectDisposedException)
        {
            // The other side has gone, which is its right.
        }
    }
}

internal sealed class RawConnection(Socket socket, NetworkStream stream, Action<string> onRequest)
{
    /// <summary>Reads to the empty line.</summary>
    public async Task<string> ReadHeadAsync()
    {
        var head = new StringBuilder();
        while (head.Length < 4 || head.ToString(head.Length - 4, 4) != "\r\n\r\n")
        {
            head.Append(await ReadAsync(1));
        }

        onRequest(head.ToString());
        return head.ToString();
    }

    /// <summary>Reads so many bytes.</summary>
    public async Task<string> ReadAsync(int count)
    {
        var bytes = new byte[count];
        await stream.ReadExactlyAsync(bytes);
        return Encoding.Latin1.GetString(bytes);
    }

    public Task SendAsync(string text) => SendAsync(Encoding.Latin1.GetBytes(text));

    public async Task SendAsync(byte[] bytes) => await stream.WriteAsync(bytes);

    /// <summary>Waits until the other side has closed.</summary>
    public Task UntilClosedAsync() => stream.CopyToAsync(Stream.Null);

    /// <summary>Breaks the connection off.</summary>
    public void Reset()
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
    }
}
