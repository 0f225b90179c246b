using System.Net;
using Crawling.Downloading;

namespace Crawling.Tests.Downloading.Http;

public sealed class RenewedHandlerTests
{
    [Fact]
    public async Task A_crawl_over_many_hosts_drags_no_connections_along()
    {
        const int Hosts = 20;
        var handlers = new List<Handler>();
        await using var server = new RawServer(async connection =>
        {
            await connection.ReadHeadAsync();
            await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            await connection.UntilClosedAsync();
        });
        using var client = new HttpMessageInvoker(new RenewedHandler(5, (_, open) =>
        {
            handlers.Add(new Handler(open));
            return handlers[^1];
        }));

        for (var i = 0; i < Hosts; i++)
        {
            using var watch = new FetchWatch(new DownloadOptions(), null, TimeProvider.System, CancellationToken.None);
            using var message = HttpMessages.ToMessage(new Request($"http://{i}.example:{server.Port}/"), watch);
            using var reply = await client.SendAsync(message, watch.Token);
            Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        }

        Assert.Equal([0, 0, 0, 2], handlers.Select(handler => handler.Open.Count));
        Assert.Equal(Hosts, server.Connections);
    }

    [Fact]
    public async Task A_fetch_that_goes_on_keeps_its_connection()
    {
        await using var site = await LoopbackSite.StartAsync(path => path);
        var disposed = 0;
        using var client = new HttpMessageInvoker(new RenewedHandler(0, (_, open) => new Handler(open, () => disposed++)));
        var watch = new FetchWatch(new DownloadOptions(), null, TimeProvider.System, CancellationToken.None);
        var reply = await SendAsync(watch, "/long");
        using var later = new FetchWatch(new DownloadOptions(), null, TimeProvider.System, CancellationToken.None);
        using var another = await SendAsync(later, "/short");

        Assert.Equal(0, disposed);
        Assert.Equal("/long", await reply.Content.ReadAsStringAsync());
        reply.Dispose();
        watch.Dispose();
        Assert.Equal(1, disposed);
        Assert.Equal("/short", await another.Content.ReadAsStringAsync());

        Task<HttpResponseMessage> SendAsync(FetchWatch watch, string path) =>
            client.SendAsync(HttpMessages.ToMessage(new Request(site.Url(path)), watch), watch.Token);
    }

    [Fact]
    public async Task Each_proxy_has_a_handler_and_the_one_used_least_recently_goes_when_there_are_too_many()
    {
        const int Most = RenewedHandler.MostHandlers;
        var alive = new List<string>();
        using var client = new HttpMessageInvoker(new RenewedHandler(5, (proxy, _) => new Counted(proxy!.Host, alive)));
        foreach (var number in Enumerable.Range(0, Most).Concat([0, Most]))
        {
            using var watch = new FetchWatch(new DownloadOptions(), null, TimeProvider.System, CancellationToken.None);
            using var message = HttpMessages.ToMessage(new Request("http://a.example/") { Proxy = $"http://p{number}" }, watch);
            using var reply = await client.SendAsync(message, watch.Token);
        }

        Assert.Equal(Most, alive.Count);
        Assert.Contains("p0", alive);
        Assert.Contains($"p{Most}", alive);
        Assert.DoesNotContain("p1", alive);
    }

    private sealed class Counted : HttpMessageHandler
    {
        private readonly string _name;
        private readonly List<string> _alive;

        public Counted(string name, List<string> alive)
        {
            _name = name;
            _alive = alive;
            alive.Add(name);
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage());

        protected override void Dispose(bool disposing)
        {
            _alive.Remove(_name);
            base.Dispose(disposing);
        }
    }

    private sealed class Handler : DelegatingHandler
    {
        private readonly Action? _onDisposed;

        public Handler(OpenConnections open, Action? onDisposed = null)
        {
            _onDisposed = onDisposed;
            Open = open;
            InnerHandler = new SocketsHttpHandler
            {
                UseProxy = false,
                ConnectCallback = async (context, cancellation) => open.Open(await AddressRace.ConnectAsync(
                    [IPAddress.Loopback], context.DnsEndPoint.Port, TimeProvider.System, cancellation)),
            };
        }

        public OpenConnections Open { get; }

        protected override void Dispose(bool disposing)
        {
            _onDisposed?.Invoke();
            base.Dispose(disposing);
        }
    }
}
