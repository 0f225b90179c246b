using System.Collections.Concurrent;
using Crawling.Downloading;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Crawling.Tests.Downloading.Http;

public sealed class HttpTransportTests
{
    [Fact]
    public async Task Crawls_with_equal_settings_share_connections_and_others_do_not()
    {
        var connections = new ConcurrentQueue<string>();
        await using var site = await LoopbackSite.StartAsync(context =>
        {
            connections.Enqueue(context.Connection.Id);
            return context.Response.WriteAsync("ok");
        });
        await using var services = Fetched.ServicesWith(TimeProvider.System);

        await Fetched.FromAsync(new Request(site.Url("/1")), services: services);
        await Fetched.FromAsync(new Request(site.Url("/2")), options => options.UserAgent = "Another", services);
        await Fetched.FromAsync(new Request(site.Url("/3")), options => options.Download.VerifyTls = false, services);

        var ids = connections.ToArray();
        Assert.Equal(ids[0], ids[1]);
        Assert.NotEqual(ids[0], ids[2]);
    }

    [Fact]
    public async Task Every_setting_that_changes_connections_tells_handlers_apart()
    {
        using var certificate = Testing.Demo.DemoCertificate.Create(["a.example"]);
        Action<CrawlerOptions>[] differences =
        [
            _ => { },
            options => options.Download.VerifyTls = false,
            options => options.Download.ResolveTimeout = TimeSpan.FromSeconds(1),
            options => options.Download.ConnectTimeout = TimeSpan.FromSeconds(1),
            options => options.Download.TlsTimeout = TimeSpan.FromSeconds(1),
            options => options.Download.MaxHeadersSize = 2048,
            options => options.Download.BlockPrivateAddresses = true,
            options => options.ConcurrentRequests = 1000,
            options => options.ConnectTo["a.example"] = "127.0.0.1:1",
            options => options.ConnectTo["a.example"] = "127.0.0.1:2",
            options => options.TrustedCertificates["a.example"] = certificate,
            options => options.TrustedCertificates["b.example"] = certificate,
        ];

        Assert.Equal(differences.Length, differences.Select(KeyOf).Distinct().Count());
        Assert.Equal(KeyOf(_ => { }), KeyOf(options => options.Download.Timeout = TimeSpan.FromSeconds(1)));
        Assert.Equal(KeyOf(Two("a", "b")), KeyOf(Two("b", "a")));

        static string KeyOf(Action<CrawlerOptions> change) => HttpTransportOptions.Of(Fetched.Options(change)).Key;

        static Action<CrawlerOptions> Two(string one, string other) => options =>
        {
            options.ConnectTo[one] = "127.0.0.1:1";
            options.ConnectTo[other] = "127.0.0.1:1";
        };
    }

    [Fact]
    public async Task The_handler_factory_adds_no_log_lines_to_a_crawl()
    {
        await using var site = await LoopbackSite.StartAsync(path => path);
        var logger = new RecordingLogger();
        await using var services = Fetched.ServicesWith(
            TimeProvider.System, more => more.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(new Provider(logger))));
        await Fetched.FromAsync(new Request(site.Url("/")), services: services);

        Assert.NotEmpty(logger.Lines);
        Assert.DoesNotContain(logger.Lines, line => line.Text.Contains("HTTP request", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task The_end_of_the_services_closes_the_connections_that_are_kept()
    {
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = new RawServer(async connection =>
        {
            await connection.ReadHeadAsync();
            await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            await connection.UntilClosedAsync();
            closed.SetResult();
        });
        var services = Fetched.ServicesWith(TimeProvider.System);
        await Fetched.FromAsync(new Request(server.Url("/")), services: services);
        Assert.False(closed.Task.IsCompleted);

        await services.DisposeAsync();

        // Well before the time for which a connection is kept.
        await closed.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void Registered_twice_it_is_there_once()
    {
        var services = new ServiceCollection().AddCrawlTransport();
        var count = services.Count;

        Assert.Equal(count, services.AddCrawlTransport().Count);
    }

    private sealed class Provider(ILogger logger) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => logger;

        public void Dispose()
        {
        }
    }
}
