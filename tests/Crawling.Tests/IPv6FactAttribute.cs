using System.Net;
using System.Net.Sockets;

namespace Crawling.Tests;

/// <summary>A test that is skipped on a machine without IPv6 on loopback.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class IPv6FactAttribute : FactAttribute
{
    public IPv6FactAttribute()
    {
        try
        {
            using var socket = new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(IPAddress.IPv6Loopback, 0));
        }
        catch (SocketException)
        {
            Skip = "This machine has no IPv6 on loopback.";
        }
    }
}
