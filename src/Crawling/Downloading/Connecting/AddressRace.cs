using System.Net;
using System.Net.Sockets;

namespace Crawling.Downloading;

/// <summary>Happy Eyeballs (RFC 8305): tries the addresses of a host in turn, the families alternating, the next one when the last has failed or
/// a quarter of a second later; the first connection wins.</summary>
internal static class AddressRace
{
    /// <summary>More of a long answer are not tried.</summary>
    private const int MostAddresses = 10;

    /// <summary>The Connection Attempt Delay that RFC 8305, section 5, recommends.</summary>
    private static readonly TimeSpan Stagger = TimeSpan.FromMilliseconds(250);

    /// <exception cref="SocketException">No address could be connected to; that of the first one.</exception>
    public static async Task<Socket> ConnectAsync(IReadOnlyList<IPAddress> addresses, int port, TimeProvider time, CancellationToken cancellation)
    {
        if (addresses.Count == 1)
        {
            return await ConnectAsync(addresses[0], port, cancellation);
        }

        using var race = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var waiting = new Queue<IPAddress>(InTurn(addresses).Take(MostAddresses));
        List<Task<Socket>> attempts = [];
        Exception? first = null;
        try
        {
            while (waiting.Count > 0 || attempts.Count > 0)
            {
                if (waiting.TryDequeue(out var address))
                {
                    attempts.Add(ConnectAsync(address, port, race.Token));
                }

                var ended = await NextAsync(attempts, waiting.Count > 0 ? Task.Delay(Stagger, time, race.Token) : null);
                if (ended is { IsCompletedSuccessfully: true })
                {
                    attempts.Remove(ended);
                    return await ended;
                }

                if (ended is not null)
                {
                    attempts.Remove(ended);
                    first ??= ended.Exception?.InnerException;
                }

                cancellation.ThrowIfCancellationRequested();
            }

            throw first!;
        }
        finally
        {
            await race.CancelAsync();
            attempts.ForEach(attempt => _ = DiscardAsync(attempt));
        }
    }

    /// <summary>The families alternate, beginning with that which the system prefers (section 4).</summary>
    public static IEnumerable<IPAddress> InTurn(IReadOnlyList<IPAddress> addresses)
    {
        var preferred = addresses.Where(address => address.AddressFamily == addresses[0].AddressFamily).ToList();
        var others = addresses.Except(preferred).ToList();
        for (var i = 0; i < Math.Max(preferred.Count, others.Count); i++)
        {
            foreach (var family in new[] { preferred, others }.Where(family => i < family.Count))
            {
                yield return family[i];
            }
        }
    }

    /// <summary>The attempt that has ended; null if the delay did.</summary>
    private static async Task<Task<Socket>?> NextAsync(List<Task<Socket>> attempts, Task? delay)
    {
        var ended = await Task.WhenAny(delay is null ? attempts : [.. attempts, delay]);
        return ended as Task<Socket>;
    }

    private static async Task<Socket> ConnectAsync(IPAddress address, int port, CancellationToken cancellation)
    {
        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, port, cancellation);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task DiscardAsync(Task<Socket> attempt)
    {
        try
        {
            (await attempt).Dispose();
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException)
        {
            // It has lost anyway.
        }
    }
}
