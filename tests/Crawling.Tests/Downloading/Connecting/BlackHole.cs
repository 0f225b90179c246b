using System.Net;
using System.Net.Sockets;

namespace Crawling.Tests.Downloading.Connecting;

/// <summary>An address that neither takes nor refuses connections: a listener whose queue is full.</summary>
internal sealed class BlackHole : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly List<Socket> _queue = [];

    public BlackHole(IPAddress address, int port = 0)
    {
        _listener.Bind(new IPEndPoint(address, port));
        _listener.Listen(1);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    public static async Task<BlackHole> OpenAsync(IPAddress address, int port = 0)
    {
        var hole = new BlackHole(address, port);

        // The system takes a few more than were asked for; the first that is not taken shows that the queue is full.
        while (await hole.TakesOneMoreAsync())
        {
        }

        return hole;
    }

    public void Dispose()
    {
        _queue.ForEach(socket => socket.Dispose());
        _listener.Dispose();
    }

    private async Task<bool> TakesOneMoreAsync()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _queue.Add(socket);
        using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        try
        {
            await socket.ConnectAsync(_listener.LocalEndPoint!, limit.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
