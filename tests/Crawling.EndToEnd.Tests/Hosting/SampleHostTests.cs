using Crawling.Tests;
using Microsoft.AspNetCore.Http;

namespace Crawling.EndToEnd.Tests.Hosting;

public sealed class SampleHostTests
{
    [Fact]
    public async Task It_crawls_writes_its_feed_and_exits()
    {
        await using var site = await LoopbackSite.StartAsync(context =>
        {
            context.Response.StatusCode = context.Request.Path == "/gone" ? 410 : 200;
            return context.Response.WriteAsync("ten bytes.");
        });
        await using var host = new SampleHostProcess($"--pages={site.Url("/here")},{site.Url("/gone")}");

        Assert.Equal(0, await host.ExitCodeAsync());

        Assert.Equal(
            [$$"""{"page":"{{site.Url("/gone")}}","status":410,"bytes":10}""", $$"""{"page":"{{site.Url("/here")}}","status":200,"bytes":10}"""],
            host.Feed.Order(StringComparer.Ordinal));
        Assert.Contains($"{site.Url("/gone")} is gone: 410", host.Output, StringComparison.Ordinal);
        Assert.Contains("The hosted crawls are done; the host stops", host.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task A_signal_lets_what_is_in_flight_finish_and_reach_the_feed(string signal)
    {
        var arrived = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        await using var site = await LoopbackSite.StartAsync(_ =>
        {
            arrived.SetResult();
            return release.Task;
        });
        await using var host = new SampleHostProcess($"--pages={site.Url("/1")},{site.Url("/2")}", "--crawler:concurrentRequests=1");
        await host.ReadUntilAsync("Spider page-watch opened");
        await arrived.Task;

        await host.SignalAsync(signal);
        await host.ReadUntilAsync("Spider page-watch closes, shutdown");
        release.SetResult();

        Assert.Equal(0, await host.ExitCodeAsync());
        Assert.Contains("Spider page-watch closed, shutdown", host.Output, StringComparison.Ordinal);
        Assert.Single(host.Feed);
        Assert.Single(site.Requests);
    }

    [Fact]
    public async Task A_crawl_that_cannot_start_is_exit_code_1()
    {
        await using var host = new SampleHostProcess("--pages=not-a-url");

        Assert.Equal(1, await host.ExitCodeAsync());
        Assert.Contains("start_error", host.Output, StringComparison.Ordinal);
    }
}
