using System.Net;
using Crawling.Downloading;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Crawling.Tests.Downloading.Connecting;

public sealed class GuardTests
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("2130706433")]
    [InlineData("0x7f.1")]
    [InlineData("[::1]")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("[::ffff:7f00:1]")]
    [InlineData("[::ffff:10.0.0.1]")]
    [InlineData("0.0.0.0")]
    [InlineData("169.254.169.254")]
    [InlineData("[fd00:ec2::254]")]
    public async Task An_address_inside_is_refused_however_it_is_written(string host)
    {
        await using var server = new RawServer(Ok);
        var failure = (await GuardedAsync($"http://{host}:{server.Port}/")).Failure;

        Assert.Equal(FailureReason.BlockedAddress, failure.Reason);
        Assert.EndsWith("which is not on the public Internet (download:blockPrivateAddresses).", failure.Exception!.Message, StringComparison.Ordinal);
        Assert.Equal(0, server.Connections);
    }

    [Fact]
    public async Task A_name_that_leads_inside_is_refused()
    {
        await using var server = new RawServer(Ok);
        var failure = (await GuardedAsync(
            $"http://rebound.example:{server.Port}/", lookUp: _ => [IPAddress.Parse("10.0.0.1"), IPAddress.Loopback])).Failure;

        Assert.Equal(FailureReason.BlockedAddress, failure.Reason);
        Assert.StartsWith("'rebound.example' is at 10.0.0.1,", failure.Exception!.Message, StringComparison.Ordinal);
        Assert.Equal(0, server.Connections);
    }

    [Fact]
    public async Task No_address_inside_is_tried_beside_one_outside()
    {
        await using var server = new RawServer(Ok);

        // Nothing answers on port 1 of the public address, if it can be reached at all.
        var failure = (await GuardedAsync(
            $"http://mixed.example:{server.Port}/",
            options => options.Download.ConnectTimeout = TimeSpan.FromMilliseconds(100),
            _ => [IPAddress.Loopback, IPAddress.Parse("192.0.1.1"), IPAddress.Parse("127.0.0.1")])).Failure;

        Assert.NotEqual(FailureReason.BlockedAddress, failure.Reason);
        Assert.Equal(0, server.Connections);
    }

    [Theory]
    [InlineData("/page")]
    [InlineData("/robots.txt")]
    public async Task A_redirect_does_not_lead_past_it(string from)
    {
        await using var inside = new RawServer(Ok);
        RequestDelegate answer = context =>
        {
            if (context.Request.Path == from)
            {
                context.Response.Redirect(inside.Url("/secret"));
            }

            return Task.CompletedTask;
        };
        await using var outside = await LoopbackSite.StartAsync(answer, robots: answer);

        var failure = (await GuardedAsync("http://outside.example/page", options =>
        {
            options.ConnectTo["outside.example"] = $"127.0.0.1:{outside.Port}";
            options.Robots.Obey = true;
        })).Failure;

        Assert.Equal(FailureReason.BlockedAddress, failure.Reason);
        Assert.Equal(0, inside.Connections);
    }

    [Fact]
    public async Task What_the_settings_name_themselves_is_allowed()
    {
        await using var server = new RawServer(Ok);
        var fetched = await GuardedAsync("http://shop.example/", options => options.ConnectTo["shop.example"] = $"localhost:{server.Port}");

        Assert.Equal(200, fetched.Response.Status);
    }

    [Fact]
    public async Task A_connection_of_a_crawl_without_it_is_not_used_by_one_with_it()
    {
        await using var site = await LoopbackSite.StartAsync(path => path);
        await using var services = Fetched.ServicesWith(TimeProvider.System);

        Assert.Equal(200, (await Fetched.FromAsync(new Request(site.Url("/")), services: services)).Response.Status);
        var guarded = await Fetched.FromAsync(new Request(site.Url("/")), options => options.Download.BlockPrivateAddresses = true, services);

        Assert.Equal(FailureReason.BlockedAddress, guarded.Failure.Reason);
    }

    [Fact]
    public void It_is_on_where_crawls_are_hosted_and_off_elsewhere()
    {
        Assert.False(new CrawlerOptions().Download.BlockPrivateAddresses);
        Assert.False(IsOn(services => services.AddCrawler().AddSpider<SpiderOf>()));
        Assert.True(IsOn(services => services.AddCrawler().AddSpider<SpiderOf>().AddHostedCrawl("spider-of")));
        Assert.False(IsOn(services => services.AddCrawler(Off()).AddSpider<SpiderOf>().AddHostedCrawl("spider-of")));
        Assert.False(IsOn(services => services
            .AddCrawler(configure: options => options.Download.BlockPrivateAddresses = false).AddHostedCrawl("spider-of")));

        static IConfiguration Off() =>
            new ConfigurationBuilder().AddInMemoryCollection([new("download:blockPrivateAddresses", "false")]).Build();

        static bool IsOn(Action<IServiceCollection> add)
        {
            var services = new ServiceCollection().AddLogging();
            add(services);
            using var provider = services.BuildServiceProvider();
            return provider.GetRequiredService<IOptions<CrawlerOptions>>().Value.Download.BlockPrivateAddresses;
        }
    }

    private static async Task<Fetched> GuardedAsync(string url, Action<CrawlerOptions>? settings = null, NameLookup? lookUp = null)
    {
        await using var services = Fetched.ServicesWith(
            TimeProvider.System, services => services.AddSingleton(lookUp ?? Dns.GetHostAddresses));
        return await Fetched.FromAsync(
            new Request(url),
            options =>
            {
                options.Download.BlockPrivateAddresses = true;
                settings?.Invoke(options);
            },
            services);
    }
}
