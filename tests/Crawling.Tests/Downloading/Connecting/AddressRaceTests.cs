using System.Net;
using System.Net.Sockets;
using Crawling.Downloading;
using Crawling.Testing;

namespace Crawling.Tests.Downloading.Connecting;

public sealed class AddressRaceTests
{
    private static readonly IPAddress First = IPAddress.Parse("127.0.0.2");
    private static readonly IPAddress Second = IPAddress.Parse("127.0.0.3");

    [Theory]
    [InlineData("1.0.0.1 1.0.0.2 ::1 ::2 ::3", "1.0.0.1 ::1 1.0.0.2 ::2 ::3")]
    [InlineData("::1 ::2 1.0.0.1", "::1 1.0.0.1 ::2")]
    [InlineData("::1", "::1")]
    public void The_families_alternate_the_preferred_one_first(string answer, string order)
    {
        var addresses = answer.Split(' ').Select(IPAddress.Parse).ToList();

        Assert.Equal(order.Split(' ').Select(IPAddress.Parse), AddressRace.InTurn(addresses));
    }

    [Fact]
    public async Task An_address_that_refuses_gives_way_at_once()
    {
        await using var server = new RawServer("", Second);

        using var socket = await AddressRace.ConnectAsync([First, Second], server.Port, new FakeTime(), CancellationToken.None);

        Assert.Equal(Second, ((IPEndPoint)socket.RemoteEndPoint!).Address);
    }

    [Fact]
    public async Task An_address_that_does_not_answer_gives_way_after_a_quarter_of_a_second()
    {
        var time = new FakeTime();
        await using var server = new RawServer("", Second);
        using var hole = await BlackHole.OpenAsync(First, server.Port);

        var connecting = AddressRace.ConnectAsync([First, Second], server.Port, time, CancellationToken.None);
        Assert.Equal(time.GetUtcNow() + TimeSpan.FromMilliseconds(250), time.NextDue);
        time.Advance(TimeSpan.FromMilliseconds(249));
        Assert.Equal(0, server.Connections);
        time.Advance(TimeSpan.FromMilliseconds(1));
        using var socket = await connecting;

        Assert.Equal(Second, ((IPEndPoint)socket.RemoteEndPoint!).Address);
        Assert.Null(time.NextDue);
    }

    [Fact]
    public async Task If_no_address_answers_the_failure_is_that_of_the_first()
    {
        using var taken = new Socket(SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.IPv6Any, 0));
        var port = ((IPEndPoint)taken.LocalEndPoint!).Port;

        var error = await Assert.ThrowsAsync<SocketException>(
            () => AddressRace.ConnectAsync([First, IPAddress.IPv6Any, Second], port, new FakeTime(), CancellationToken.None));

        Assert.Equal(SocketError.ConnectionRefused, error.SocketErrorCode);
    }

    [Fact]
    public async Task A_race_can_be_called_off()
    {
        using var hole = await BlackHole.OpenAsync(First);
        using var cancellation = new CancellationTokenSource();

        var connecting = AddressRace.ConnectAsync([First, First], hole.Port, new FakeTime(), cancellation.Token);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting);
    }
}
