using Crawling.Jobs;
using Crawling.Scheduling;
using Crawling.Testing;

namespace Crawling.Tests.Jobs;

public sealed class RecordTableTests
{
    private readonly FakeTime _time = new();

    [Fact]
    public async Task Over_its_size_the_oldest_entries_of_a_half_go_and_the_other_half_stays()
    {
        using var folder = new JobFolder(_time);
        var record = new CrawlRecord(_time, isKept: true);
        record.Rescheduled(Entry("http://a.test/kept"), new Request("http://a.test/target"));
        for (var i = 0; i < 4000; i++)
        {
            record.Dropped(new Request($"http://a.test/{i}"), Crawling.Downloading.Hop.First, "rule", new string('x', 200));
            if (i % 100 == 99)
            {
                // A folder's record has a mebibyte.
                await folder.Frontier.CompleteAsync([], [.. record.TakeChanges()]);
            }
        }

        using var database = JobDatabase.OpenToRead(Path.Combine(folder.Path, "job.db"));
        RecordEntry[] entries = [.. RecordTable.All(database)];

        Assert.Single(entries, entry => entry.Outcome == RecordOutcome.Redirected);
        Assert.Equal("http://a.test/3999", entries[^1].Url);
        var drops = entries.Count(entry => entry.Outcome == RecordOutcome.Dropped);
        Assert.InRange(drops, 1000, 3000);
        Assert.Equal(Enumerable.Range(4000 - drops, drops).Select(i => $"http://a.test/{i}"), entries.Where(entry => entry.Url is not null).Select(entry => entry.Url));
    }

    [Fact]
    public void The_same_drop_is_written_down_once_and_nothing_at_all_if_no_record_is_kept()
    {
        var record = new CrawlRecord(_time, isKept: true);
        var none = new CrawlRecord(_time, isKept: false);
        foreach (var kept in new[] { record, record, none })
        {
            kept.Dropped(new Request("http://a.test/"), Crawling.Downloading.Hop.First, "rule", "why");
        }

        Assert.Single(record.TakeChanges());
        record.Dropped(new Request("http://a.test/"), Crawling.Downloading.Hop.First, "rule", "why");
        Assert.Empty(record.TakeChanges());
        Assert.Empty(none.TakeChanges());
    }

    [Fact]
    public async Task A_job_of_the_first_version_gets_a_record_and_can_be_looked_at_before()
    {
        await using var job = await JobCrawl.StartAsync();
        await job.BeginAsync();
        using (var database = JobDatabase.Open(job.Database, new JobOptions()))
        {
            database.Execute("DROP TABLE record; PRAGMA user_version = 1");
        }

        Assert.Equal(UrlState.Done, WhyReport.Read(job.Directory, job.Site.Url("/0")).State);
        Assert.Equal(CloseReason.Finished, (await job.RunAsync()).Reason);
        Assert.Equal(UrlState.Fetched, WhyReport.Read(job.Directory, job.Site.Url("/199")).State);
    }

    private static FrontierRequest Entry(string url) => FrontierRequest.Of(new Request(url), Crawling.Downloading.Hop.First);
}
