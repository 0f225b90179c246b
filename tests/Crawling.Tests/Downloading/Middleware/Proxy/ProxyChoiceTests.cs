using Crawling.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Crawling.Tests.Downloading.Middleware.Proxy;

public sealed class ProxyChoiceTests
{
    [Theory]
    [InlineData("http://shop.example/", "http://one:1")]
    [InlineData("http://inside.example/", null)]
    [InlineData("http://named.example/", null)]
    [InlineData("http://named.example:81/", null)]
    [InlineData("http://ported.example:81/", null)]
    [InlineData("http://ported.example/", "http://one:1")]
    public async Task The_proxy_of_the_settings_takes_all_but_some_hosts(string url, string? expected)
    {
        Assert.Equal(expected, await ChosenAsync(new Request(url), options =>
        {
            options.Proxy.Url = "http://one:1";
            options.Proxy.Bypass = ["inside.example"];
            options.ConnectTo["named.example"] = options.ConnectTo["ported.example:81"] = "127.0.0.1:1";
        }));
    }

    [Theory]
    [InlineData("http://other:2", "http://other:2")]
    [InlineData("direct:", "direct:")]
    public async Task A_request_chooses_for_itself(string own, string expected) =>
        Assert.Equal(expected, await ChosenAsync(
            new Request("http://shop.example/") { Proxy = own }, options => options.Proxy.Url = "http://one:1"));

    [Theory]
    [InlineData(true, "http://one:1")]
    [InlineData(false, null)]
    public async Task Without_one_in_the_settings_the_environment_tells_it(bool isRead, string? expected) =>
        Assert.Equal(expected, await ChosenAsync(
            new Request("http://shop.example/"), options => options.Proxy.Environment = isRead, ("http_proxy", "http://one:1")));

    [Fact]
    public async Task Each_hop_has_the_proxy_of_its_own_scheme_and_no_request_keeps_one()
    {
        using var certificate = Testing.Demo.DemoCertificate.Create(["shop.example"]);
        await using var plain = new LittleProxy();
        await using var secure = new LittleProxy();
        await using var target = await LoopbackSite.StartAsync(static _ => Task.CompletedTask, certificate);
        await using var site = await LoopbackSite.StartAsync(context =>
        {
            context.Response.Redirect($"https://shop.example:{target.Port}/to");
            return Task.CompletedTask;
        });
        await using var services = ServicesWith(("http_proxy", plain.Url("http", "a:1@")), ("https_proxy", secure.Url("http", "b:2@")));
        var response = (await Fetched.FromAsync(
            new Request($"http://shop.example:{site.Port}/from"), options => options.TrustedCertificates["shop.example"] = certificate, services)).Response;

        Assert.Equal("/to", response.Url.Path);
        Assert.StartsWith("GET http://shop.example", Assert.Single(plain.Seen), StringComparison.Ordinal);
        Assert.StartsWith("CONNECT shop.example", Assert.Single(secure.Seen), StringComparison.Ordinal);
        Assert.Null(response.Request.Proxy);
    }

    [Fact]
    public async Task A_pool_takes_turns_and_passes_over_what_is_down()
    {
        await using var one = new LittleProxy();
        await using var two = new LittleProxy();
        await using var site = await LoopbackSite.StartAsync(path => path);
        Request[] requests = [.. Enumerable.Range(0, 6).Select(number => new Request($"http://shop.example:{site.Port}/{number}"))];
        var fetched = await Fetched.FromAsync(requests, options => options.Proxy.Pool = [one.Url("http"), "http://127.0.0.1:1", two.Url("socks5")]);

        Assert.Equal(6, fetched.Responses.Count);
        Assert.Equal(6, site.Requests.Count);
        Assert.NotEmpty(one.Seen);
        Assert.NotEmpty(two.Seen);
        Assert.Equal(1, fetched.Result.Statistics["proxy/failure_count"]);
        Assert.Equal(1, fetched.Result.Statistics["proxy/rest_count"]);
    }

    [Fact]
    public async Task A_crawl_whose_proxies_all_rest_waits_for_them()
    {
        var time = new FakeTime();
        await using var services = Fetched.ServicesWith(time);
        var fetched = new Fetched();
        var options = Fetched.Options(options =>
        {
            Fetched.WaitForAnything(options);
            options.Proxy.Pool = ["http://127.0.0.1:1"];
        });
        await using var process = new CrawlerProcess(options, services);
        var crawler = process.CreateCrawler(fetched.Spider([new("http://a.example/"), new("http://b.example/")]));
        _ = crawler.CrawlAsync();
        var running = process.RunAsync();
        while (!running.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1);
        }

        Assert.Equal([FailureReason.ProxyFailure, FailureReason.ProxyFailure], fetched.Failures.Select(failure => failure.Reason));
        Assert.Equal(2, crawler.Statistics["proxy/rest_count"]);
        Assert.True(time.GetUtcNow() >= new FakeTime().GetUtcNow() + TimeSpan.FromMinutes(1));
    }

    /// <summary>The proxy of the request as the layers below see it.</summary>
    private static async Task<string?> ChosenAsync(
        Request request, Action<CrawlerOptions> settings, params (string Name, string Value)[] environment)
    {
        var options = Fetched.Options(settings);
        await using var process = new CrawlerProcess(options);
        var crawler = process.CreateCrawler(new SpiderOf());
        var layer = new ProxyMiddleware(crawler, name => environment.FirstOrDefault(variable => variable.Name == name).Value);
        Url? proxy = null;
        await layer.InvokeAsync(
            request,
            crawler,
            (sent, _) =>
            {
                proxy = sent.Proxy;
                return new(new Response(sent.Url));
            },
            default);
        return proxy?.Href.TrimEnd('/');
    }

    private static ServiceProvider ServicesWith(params (string Name, Url Proxy)[] environment) =>
        Fetched.ServicesWith(TimeProvider.System, services => services.AddCrawlServices().AddScoped(scope => new ProxyMiddleware(
            scope.GetRequiredService<Crawler>(), name => environment.FirstOrDefault(variable => variable.Name == name).Proxy?.Href)));
}
