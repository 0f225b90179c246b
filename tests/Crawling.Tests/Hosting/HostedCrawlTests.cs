using Crawling.Tests.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Crawling.Tests.Hosting;

public sealed class HostedCrawlTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task A_crawl_runs_when_the_host_starts_and_stops_the_host_when_it_is_done()
    {
        await using var site = await LoopbackSite.StartAsync(path => path);
        await using var host = TestHost.Build(crawler => crawler.AddSpider<Paths>().AddHostedCrawl("paths", crawl =>
        {
            crawl.StopHostWhenDone = true;
            crawl.Arguments = new() { ["site"] = site.Address, ["of"] = "/a,/b" };
        }));

        await host.RunAsync();

        Assert.Equal(["/a", "/b"], host.Reports.Items.Cast<DynamicItem>().Select(item => item["path"]).Order());
        Assert.Equal(CloseReason.Finished, host.Crawl.Last!.Reason);
        Assert.Contains(host.Log.Lines, line => line.Text == "Spider paths closed, finished");
    }

    [Fact]
    public async Task The_host_stops_only_when_all_crawls_that_ask_for_it_are_done()
    {
        var release = new TaskCompletionSource();
        await using var site = await LoopbackSite.StartAsync(context => context.Request.Path == "/slow" ? release.Task : Task.CompletedTask);
        await using var host = TestHost.Build(crawler =>
        {
            crawler.AddSpider<Paths>();
            foreach (var path in new[] { "/slow", "/fast" })
            {
                crawler.AddHostedCrawl("paths", crawl =>
                {
                    crawl.StopHostWhenDone = true;
                    crawl.Arguments = new() { ["site"] = site.Address, ["of"] = path };
                });
            }
        });

        var running = host.RunAsync();
        await TestHost.UntilAsync(() => host.Crawls.Any(crawl => crawl.IsDone));
        Assert.False(host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested);
        release.SetResult();
        await running;

        Assert.All(host.Crawls, crawl => Assert.Equal(CloseReason.Finished, crawl.Last!.Reason));
    }

    [Fact]
    public async Task With_an_interval_a_crawl_starts_again_and_again_as_a_new_one()
    {
        await using var site = await LoopbackSite.StartAsync(path => path);
        await using var host = TestHost.Build(crawler => crawler.AddSpider<Paths>().AddHostedCrawl("paths", Every(Hour, site)));
        await host.StartAsync();

        await host.EndOfRunAsync();
        host.Time.Advance(Hour - TimeSpan.FromMinutes(1));
        Assert.Null(host.Crawl.Running);
        host.Time.Advance(TimeSpan.FromMinutes(1));
        await host.EndOfRunAsync();
        host.Time.Advance(Hour);
        await host.EndOfRunAsync();

        Assert.Equal(3, host.Reports.Items.Count);
        Assert.Equal(0, host.Crawl.Skipped);
    }

    [Fact]
    public async Task Without_a_run_on_start_the_first_one_is_due_after_the_interval()
    {
        await using var site = await LoopbackSite.StartAsync(path => path);
        await using var host = TestHost.Build(crawler => crawler.AddSpider<Paths>().AddHostedCrawl("paths", crawl =>
        {
            Every(Hour, site)(crawl);
            crawl.RunOnStart = false;
        }));
        await host.StartAsync();
        Assert.Null(host.Crawl.Running);

        host.Time.Advance(Hour);
        await host.EndOfRunAsync();

        Assert.Single(host.Reports.Items);
    }

    [Fact]
    public async Task A_run_that_is_due_while_another_goes_on_is_skipped_and_logged_and_the_next_keeps_to_the_grid()
    {
        var release = new TaskCompletionSource();
        await using var site = await LoopbackSite.StartAsync(_ => release.Task);
        await using var host = TestHost.Build(
            crawler => crawler.AddSpider<Paths>().AddHostedCrawl("paths", Every(Hour, site)),
            arguments: ["--crawler:download:timeout=10:00:00", "--crawler:download:headersTimeout=10:00:00"]);
        await host.StartAsync();
        await TestHost.UntilAsync(() => site.Requests.Count == 1);

        host.Time.Advance(Hour);
        await TestHost.UntilAsync(() => host.Crawl.Skipped == 1);
        host.Time.Advance(Hour / 2);
        release.SetResult();
        await host.EndOfRunAsync();
        Assert.Single(host.Reports.Items);
        host.Time.Advance(Hour / 2);
        await host.EndOfRunAsync();

        Assert.Equal(2, host.Reports.Items.Count);
        var line = Assert.Single(host.Log.Lines, line => line.Text.Contains("skipped", StringComparison.Ordinal));
        Assert.Equal((LogLevel.Warning, "A run of spider paths, due every 01:00:00, is skipped: the last one still goes on"), (line.Level, line.Text));
    }

    [Fact]
    public async Task A_stop_of_the_host_lets_what_is_in_flight_finish_and_starts_nothing_more()
    {
        var release = new TaskCompletionSource();
        await using var site = await LoopbackSite.StartAsync(_ => release.Task);
        await using var host = TestHost.Build(
            crawler => crawler.AddSpider<Paths>().AddHostedCrawl("paths", crawl =>
                crawl.Arguments = new() { ["site"] = site.Address, ["of"] = "/a,/b,/c" }),
            arguments: "--crawler:concurrentRequests=1");
        await host.StartAsync();
        await TestHost.UntilAsync(() => site.Requests.Count == 1);

        var stopping = host.StopAsync();
        await TestHost.UntilAsync(() => host.Log.Lines.Any(line => line.Text.StartsWith("Spider paths closes, shutdown", StringComparison.Ordinal)));
        Assert.False(stopping.IsCompleted);
        release.SetResult();
        await stopping;

        Assert.Equal(CloseReason.Shutdown, host.Crawl.Last!.Reason);
        Assert.Equal(["/a"], host.Reports.Items.Cast<DynamicItem>().Select(item => item["path"]));
        Assert.Single(site.Requests);
    }

    [Fact]
    public async Task The_host_waits_longer_for_its_stop_than_the_crawl_may_take()
    {
        using var folder = new ProjectFolder("""{ "crawler": { "close": { "deadline": "00:02:00" } } }""");
        await using var site = await LoopbackSite.StartAsync(path => path);
        await using var host = TestHost.Build(
            crawler => crawler.AddSpider<Patient>().AddHostedCrawl("patient", crawl => crawl.Arguments["site"] = site.Address), folder);
        var options = host.Services.GetRequiredService<IOptions<HostOptions>>().Value;

        Assert.InRange(options.ShutdownTimeout, TimeSpan.FromSeconds(121), TimeSpan.FromMinutes(3));
        await host.StartAsync();
        Assert.InRange(options.ShutdownTimeout, TimeSpan.FromSeconds(301), TimeSpan.FromMinutes(6));
    }

    [Theory]
    [InlineData("path", "There is no spider 'path' in this host; did you mean 'paths'?")]
    [InlineData("shop", "There is no spider 'shop' in this host; registered are paths, patient.")]
    public async Task An_unknown_spider_fails_the_start_of_the_host(string name, string message)
    {
        await using var host = TestHost.Build(crawler => crawler
            .AddHostedCrawl(name, crawl => (crawl.RunOnStart, crawl.Interval) = (false, Hour))
            .AddSpider<Patient>()
            .AddSpider<Paths>());

        Assert.Equal(message, (await Assert.ThrowsAsync<SettingsException>(host.StartAsync)).Message);
    }

    [Fact]
    public async Task An_argument_that_the_spider_does_not_take_fails_the_start_of_the_host()
    {
        await using var host = TestHost.Build(crawler => crawler.AddSpider<Paths>().AddHostedCrawl("paths", crawl => crawl.Arguments["sit"] = "x"));

        Assert.Contains("did you mean 'site'?", (await Assert.ThrowsAsync<SettingsException>(host.StartAsync)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_that_cannot_be_kept_is_refused()
    {
        var builder = new ServiceCollection().AddCrawler();

        var never = Assert.Throws<SettingsException>(() => builder.AddHostedCrawl("paths", crawl => crawl.Interval = TimeSpan.Zero));
        Assert.Equal("Hosted crawl 'paths': Interval is 00:00:00 but must be from 00:00:00.0010000 to 24.20:31:23.6470000.", never.Message);
        var endless = Assert.Throws<SettingsException>(() => builder.AddHostedCrawl("paths", crawl => (crawl.Interval, crawl.StopHostWhenDone) = (Hour, true)));
        Assert.Contains("is never done", endless.Message, StringComparison.Ordinal);
    }

    private static Action<HostedCrawlOptions> Every(TimeSpan interval, LoopbackSite site) => crawl =>
    {
        crawl.Interval = interval;
        crawl.Arguments["site"] = site.Address;
    };
}
