using System.Net;
using System.Net.Sockets;
using System.Text;
using Crawling.Testing;

namespace Crawling.Tests;

public sealed class FaultSiteTests
{
    [Fact]
    public void Every_fault_has_a_name_of_its_own_that_a_host_may_have_and_a_summary()
    {
        var faults = FaultSite.Faults;

        Assert.Equal(faults.Count, faults.Select(fault => fault.Name).Distinct().Count());
        Assert.All(faults, fault =>
        {
            Assert.Equal(UriHostNameType.Dns, Uri.CheckHostName(fault.Name));
            Assert.EndsWith(".", fault.Summary, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_fault_that_does_not_exist_is_an_error_that_names_the_nearest()
    {
        await using var site = await FaultSite.StartAsync();

        var error = Assert.Throws<ArgumentException>(() => site.Url("bomb-gzipp"));

        Assert.Contains("'bomb-gzip'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requests_are_counted_by_their_url()
    {
        await using var site = await FaultSite.StartAsync();

        using var client = ConnectTo(site, "redirect-chain.faults.example:80");
        for (var time = 0; time < 2; time++)
        {
            await SendAsync(client, "GET /3 HTTP/1.1\r\nHost: redirect-chain.faults.example\r\n\r\n");
            Assert.Contains("Location: /4\r\n", await ReadAsync(client), StringComparison.Ordinal);
        }

        Assert.Equal(2, Assert.Contains("http://redirect-chain.faults.example/3", site.Requests));
        Assert.Equal(1, site.Connections);
        Assert.Equal(1, site.OpenConnections);
    }

    [Fact]
    public async Task A_host_without_a_fault_of_robots_has_no_robots_txt_and_then_its_fault()
    {
        await using var site = await FaultSite.StartAsync();

        using var client = ConnectTo(site, "status-999.faults.example:80");
        await SendAsync(client, "GET /robots.txt HTTP/1.1\r\nHost: status-999.faults.example\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 404 ", await ReadAsync(client), StringComparison.Ordinal);
        await SendAsync(client, "GET / HTTP/1.1\r\nHost: status-999.faults.example\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 999 ", await ReadAsync(client), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_end_of_the_site_is_the_end_of_what_stalls_and_of_what_has_no_end()
    {
        var site = await FaultSite.StartAsync();
        using var stalled = ConnectTo(site, "stall-in-body.faults.example:80");
        using var endless = ConnectTo(site, "endless-body.faults.example:80");
        foreach (var client in new[] { stalled, endless })
        {
            await SendAsync(client, "GET / HTTP/1.1\r\nHost: any\r\n\r\n");
            await ReadAsync(client);
        }

        Assert.Equal(2, site.OpenConnections);
        await site.DisposeAsync();

        Assert.Equal(0, site.OpenConnections);
        Assert.Equal("", await ReadAsync(stalled));
    }

    private static Socket ConnectTo(FaultSite site, string host)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = 30_000 };
        socket.Connect(IPEndPoint.Parse(site.ConnectTo[host]));
        return socket;
    }

    private static Task<int> SendAsync(Socket socket, string text) => socket.SendAsync(Encoding.Latin1.GetBytes(text));

    private static async Task<string> ReadAsync(Socket socket)
    {
        var bytes = new byte[4096];
        return Encoding.Latin1.GetString(bytes, 0, await socket.ReceiveAsync(bytes));
    }
}
