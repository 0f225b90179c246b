using System.Globalization;
using Crawling.Cli.Tests;

namespace Crawling.EndToEnd.Tests.Jobs;

/// <summary>A crawl that is asked to end while its site keeps it waiting.</summary>
public sealed class TerminationTests(ProjectFolder project) : IClassFixture<ProjectFolder>, IAsyncLifetime, IDisposable
{
    private const int Hung = 16;
    private const int Pages = 20;

    // The cut-off comes early enough before it, for a busy machine too.
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    private StageSite _site = null!;
    private JobCrawl _crawl = null!;

    public async Task InitializeAsync()
    {
        _site = await StageSite.StartAsync();
        _crawl = new JobCrawl(
            project,
            StageSpider.Name,
            StageSpider.Code,
            [
                "-a", $"site={_site.Address}",
                "-a", $"pages={Pages}",
                "--set", $"concurrentRequests={Hung}",
                "--set", $"concurrentRequestsPerHost={Hung}",
                "--set", "close:deadline=" + Deadline.ToString("c", CultureInfo.InvariantCulture),
            ]);
    }

    public async Task DisposeAsync() => await _site.DisposeAsync();

    public void Dispose() => _crawl.Dispose();

    [Theory]
    [InlineData("every page", Hung)]
    [InlineData("robots", 1)]
    [InlineData("callback", 1)]
    [InlineData("pipeline", 1)]
    public async Task A_crawl_that_hangs_ends_within_its_deadline_and_completes_another_time(string gate, int held)
    {
        _site.Close(gate);
        _crawl.Start();
        await _crawl.ReachesAsync(() => _site.Held(gate) == held);

        var (exitCode, time) = await _crawl.TerminateAsync();

        Assert.Equal(130, exitCode);
        Assert.InRange(time, TimeSpan.Zero, Deadline);
        var kept = _crawl.Look();
        Assert.Equal(0, kept.Batches);
        _site.Open(gate);
        await _crawl.FinishAsync();
        _crawl.HasItems("id", StageSpider.Items(Pages));
    }
}
