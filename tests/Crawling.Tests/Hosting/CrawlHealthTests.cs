using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Crawling.Tests.Hosting;

public sealed class CrawlHealthTests
{
    [Fact]
    public async Task A_host_is_healthy_while_a_crawl_runs_and_when_it_has_finished()
    {
        var release = new TaskCompletionSource();
        await using var site = await LoopbackSite.StartAsync(_ => release.Task);
        await using var host = TestHost.Build(crawler => crawler.AddSpider<Paths>()
            .AddHostedCrawl("paths", crawl => crawl.Arguments["site"] = site.Address));
        await host.StartAsync();
        await TestHost.UntilAsync(() => site.Requests.Count == 1);

        var running = await host.HealthAsync();
        release.SetResult();
        await TestHost.UntilAsync(() => host.Crawl.IsDone);
        var done = await host.HealthAsync();

        Assert.Equal(HealthStatus.Healthy, running.Status);
        Assert.Equal(Data("running", null, 0), running.Data["paths"]);
        Assert.Equal(HealthStatus.Healthy, done.Status);
        Assert.Equal(Data("done", "finished", 1), done.Data["paths"]);
    }

    [Fact]
    public async Task A_crawl_that_cannot_start_makes_it_unhealthy_until_one_can()
    {
        await using var site = await LoopbackSite.StartAsync(path => path);
        await using var host = TestHost.Build(crawler => crawler.AddSpider<Fragile>().AddHostedCrawl("fragile", crawl =>
        {
            crawl.Interval = TimeSpan.FromMinutes(1);
            crawl.Arguments["site"] = site.Address;
        }));
        await host.StartAsync();
        await host.EndOfRunAsync();

        var failed = await host.HealthAsync();
        Fragile.Works = true;
        host.Time.Advance(TimeSpan.FromMinutes(1));
        await host.EndOfRunAsync();
        var healed = await host.HealthAsync();

        Assert.Equal(HealthStatus.Unhealthy, failed.Status);
        Assert.Equal("The last run of 'fragile' ended as start_error.", failed.Description);
        Assert.Equal("broken", failed.Exception!.Message);
        Assert.Equal(HealthStatus.Healthy, healed.Status);
    }

    [Fact]
    public async Task A_crawl_that_was_ended_before_its_time_degrades_it()
    {
        var release = new TaskCompletionSource();
        await using var site = await LoopbackSite.StartAsync(_ => release.Task);
        await using var host = TestHost.Build(crawler => crawler.AddSpider<Paths>()
            .AddHostedCrawl("paths", crawl => crawl.Arguments["site"] = site.Address));
        await host.StartAsync();
        await TestHost.UntilAsync(() => site.Requests.Count == 1);

        var stopped = host.Crawl.Running!.StopAsync();
        release.SetResult();
        await stopped;
        await TestHost.UntilAsync(() => host.Crawl.IsDone);

        var health = await host.HealthAsync();
        Assert.Equal((HealthStatus.Degraded, "The last run of 'paths' ended as cancelled."), (health.Status, health.Description));
    }

    [Fact]
    public async Task A_spider_that_is_hosted_twice_is_reported_twice()
    {
        await using var host = TestHost.Build(crawler => crawler.AddSpider<Paths>()
            .AddHostedCrawl("paths", crawl => crawl.RunOnStart = false)
            .AddHostedCrawl("paths", crawl => crawl.RunOnStart = false));

        Assert.Equal(["paths", "paths (2)"], (await host.HealthAsync()).Data.Keys.Order());
    }

    private static Dictionary<string, object?> Data(string state, string? lastResult, long count) => new()
    {
        ["state"] = state,
        ["lastResult"] = lastResult,
        ["skipped"] = 0,
        ["pages"] = count,
        ["items"] = count,
    };
}
