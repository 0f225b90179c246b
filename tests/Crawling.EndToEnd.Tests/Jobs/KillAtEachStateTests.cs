using Crawling.Cli.Tests;

namespace Crawling.EndToEnd.Tests.Jobs;

/// <summary>A crawl that is killed while a request is in one known state. Each goes on with the same command, and has every item once.</summary>
public sealed class KillAtEachStateTests(ProjectFolder project) : IClassFixture<ProjectFolder>, IAsyncLifetime, IDisposable
{
    private const int Pages = 6;

    private StageSite _site = null!;
    private JobCrawl _crawl = null!;

    public async Task InitializeAsync()
    {
        _site = await StageSite.StartAsync();
        _crawl = new JobCrawl(project, StageSpider.Name, StageSpider.Code, "-a", $"site={_site.Address}", "--set", "concurrentRequests=2");
    }

    public async Task DisposeAsync() => await _site.DisposeAsync();

    public void Dispose() => _crawl.Dispose();

    [Fact]
    public async Task Waiting_in_the_queue()
    {
        await KillAtAsync("/page/2");

        // Two can be under way, so at least the rest of the six waits.
        Assert.True(_crawl.Look().Waiting > 2, $"{_crawl.Look()}");
        await CompletesAsync();
    }

    [Fact]
    public async Task Leased_but_not_sent()
    {
        await KillAtAsync("robots");

        Assert.Empty(_site.Pages);
        Assert.NotEqual(0, _crawl.Look().Batches);
        await CompletesAsync();
    }

    [Theory]
    [InlineData("/page/2")]
    [InlineData("every page")]
    public async Task Sent_without_an_answer(string gate)
    {
        await KillAtAsync(gate);
        await CompletesAsync();
    }

    [Fact]
    public async Task With_half_of_its_body_received()
    {
        await KillAtAsync("body");
        await CompletesAsync();
    }

    [Fact]
    public async Task In_its_callback()
    {
        await KillAtAsync("callback");
        await CompletesAsync();
    }

    [Fact]
    public async Task In_a_pipeline()
    {
        await KillAtAsync("pipeline");
        await CompletesAsync();
    }

    [Fact]
    public async Task In_the_feeds_but_not_acknowledged()
    {
        await ReachAsync("callback");
        using (var database = _crawl.OpenDatabase())
        {
            // Whoever holds the database keeps the crawl from its commit.
            database.Execute("BEGIN IMMEDIATE");
            var before = _crawl.FeedLengths();
            _site.Open("callback");
            await _crawl.ReachesAsync(() => before.All(feed => _crawl.FeedLengths()[feed.Key] > feed.Value));
            await _crawl.KillAsync();
            database.Execute("ROLLBACK");
        }

        await CompletesAsync();
    }

    [Fact]
    public async Task Acknowledged()
    {
        // A page that page 2 links to: it is asked for when page 2 is done.
        await KillAtAsync("/page/200");

        Assert.True(_crawl.Look().Acknowledged > 0);
        await CompletesAsync();
        Assert.Single(_site.Pages, "/page/2");
    }

    [Fact]
    public async Task Waiting_for_its_next_try()
    {
        _site.Close("retry");
        _crawl.Start();
        await _crawl.ReachesAsync(_site.ReachedAsync("retry"));
        using (var database = _crawl.OpenDatabase())
        {
            await _crawl.ReachesAsync(() => KeptJob.Read(database).Delayed == 1);
        }

        await _crawl.KillAsync();
        _site.Open("retry");
        Assert.Equal(1, _crawl.Look().Delayed);
        await CompletesAsync();
        Assert.Equal(2, _site.Pages.Count(page => page == "/page/5"));
    }

    [Fact]
    public async Task With_half_of_the_start_taken()
    {
        await ReachAsync("start");
        using (var database = _crawl.OpenDatabase())
        {
            await _crawl.ReachesAsync(() => KeptJob.Read(database).StartOutputs == 4);
        }

        await _crawl.KillAsync();
        _site.Open("start");
        await CompletesAsync();
    }

    [Fact]
    public async Task With_its_last_item_written_and_the_feeds_not_ended()
    {
        await KillAtAsync("close");

        Assert.Equal(0, _crawl.Look().Waiting);
        Assert.False(_crawl.Exists("items.json"));
        await CompletesAsync();
    }

    [Fact]
    public async Task With_the_feeds_in_their_place_and_the_job_not_marked_as_finished()
    {
        await ReachAsync("close");
        using (var database = _crawl.OpenDatabase())
        {
            database.Execute("BEGIN IMMEDIATE");
            _site.Open("close");
            await _crawl.ReachesAsync(() => FeedFiles.All.All(_crawl.Exists));
            await _crawl.KillAsync();
            database.Execute("ROLLBACK");
        }

        await CompletesAsync();
    }

    private async Task ReachAsync(string gate)
    {
        _site.Close(gate);
        _crawl.Start();
        await _crawl.ReachesAsync(_site.ReachedAsync(gate));
    }

    private async Task KillAtAsync(string gate)
    {
        await ReachAsync(gate);
        await _crawl.KillAsync();
        _site.Open(gate);
    }

    private async Task CompletesAsync()
    {
        await _crawl.FinishAsync();
        _crawl.HasItems("id", StageSpider.Items(Pages));
    }
}
