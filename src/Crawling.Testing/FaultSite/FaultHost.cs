using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Crawling.Testing.Faults;

/// <summary>The listener of one host: hands each connection to its fault, and cuts them all off at its end.</summary>
internal sealed class FaultHost : IAsyncDisposable
{
    private const int Backlog = 512;

    private readonly Fault _fault;
    private readonly string _name;
    private readonly FaultContext _context;
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<FaultConnection, Task> _serving = new();
    private Socket? _first;
    private Task _accepting = Task.CompletedTask;

    public FaultHost(Fault fault, string name, FaultContext context)
    {
        _fault = fault;
        _name = name;
        _context = context;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
    }

    public string Address => _listener.LocalEndPoint!.ToString()!;

    public async Task StartAsync()
    {
        if (_fault.NeverAccepts)
        {
            // The queue holds one, and that one is ours.
            _listener.Listen(0);
            _first = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await _first.ConnectAsync(_listener.LocalEndPoint!);
        }
        else
        {
            _listener.Listen(Backlog);
            _accepting = AcceptAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        _first?.Dispose();
        await _accepting;
        await Task.WhenAll(_serving.Values);
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var connection = new FaultConnection(await _listener.AcceptAsync(_end.Token), _name, _context, _end.Token)
                {
                    AnswersRobots = !_fault.IsOfRobots,
                };
                var go = new TaskCompletionSource();
                _serving[connection] = ServeAsync(connection, go.Task);
                go.SetResult();
            }
        }
        catch (Exception error) when (IsTheEnd(error))
        {
            // The site has been disposed.
        }
    }

    private async Task ServeAsync(FaultConnection connection, Task go)
    {
        await go;
        await Task.Yield();
        await using var _ = connection;
        try
        {
            await _fault.Serve(connection);
            await connection.FinishAsync();
        }
        catch (Exception error) when (IsTheEnd(error))
        {
            // The other side has gone, which is its right, or the site has.
        }
        finally
        {
            _serving.TryRemove(connection, out Task? _);
        }
    }

    private static bool IsTheEnd(Exception error) =>
        error is IOException or SocketException or ObjectDisposedException or OperationCanceledException or AuthenticationException;
}
