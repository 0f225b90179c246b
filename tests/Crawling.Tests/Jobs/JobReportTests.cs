using Crawling.Jobs;
using Crawling.Scheduling;
using Crawling.Testing;
using Crawling.Tests.Scheduling;

namespace Crawling.Tests.Jobs;

public sealed class JobReportTests
{
    [Fact]
    public async Task A_job_that_was_ended_shows_what_is_done_and_what_is_left()
    {
        await using var job = await JobCrawl.StartAsync();
        await job.BeginAsync();

        var report = job.Report();

        Assert.Equal(("spider-of", JobCondition.Resumable, job.Directory), (report.Spider, report.Condition, report.Directory));
        var done = report.Statistics["item_scraped_count"];
        Assert.InRange(done, 1, JobCrawl.Pages - 1);
        Assert.Equal(JobCrawl.Pages - done, report.Queued);
        Assert.Equal([new JobHost("127.0.0.1", report.Queued)], report.Hosts);
        Assert.Equal((0, null), (report.Waiting, report.NextDue));
        var feed = Assert.Single(report.Feeds);
        Assert.Equal((job.Feed, done), (feed.Path, feed.Items));
        Assert.True(feed.Length > 0);
    }

    [Fact]
    public async Task What_is_left_and_the_pace_are_those_of_the_last_run()
    {
        await using var job = await JobCrawl.StartAsync();
        var first = (await job.RunAsync(set: options => options.Close.Pages = 3)).Statistics;
        var second = (await job.RunAsync(set: options => options.Close.Pages = 3)).Statistics;
        var last = (await job.RunAsync()).Statistics;

        Assert.Equal(JobCrawl.Pages - first["item_scraped_count"], first["scheduler/unfinished"]);
        Assert.Equal(JobCrawl.Pages - second["item_scraped_count"], second["scheduler/unfinished"]);
        Assert.Equal(0, last["scheduler/unfinished"]);
        var minutes = (double)last.Get("elapsed_time_seconds")! / 60;
        Assert.Equal(JobCrawl.Pages - second["item_scraped_count"], (double)last.Get("items_per_minute")! * minutes, 0.5);
        Assert.Equal(JobCrawl.Pages - second["response_received_count"], (double)last.Get("responses_per_minute")! * minutes, 0.5);
    }

    [Fact]
    public async Task A_job_at_work_is_shown_and_not_disturbed()
    {
        JobReport? during = null;
        await using var job = await JobCrawl.StartAsync();
        var spider = new SpiderOf
        {
            Urls = [job.Site.Url("/0")],
            Parse = _ =>
            {
                during = job.Report();
                Assert.Contains("in use", Assert.Throws<SettingsException>(() => DeadLetterRetry.Run(job.Directory)).Message, StringComparison.Ordinal);
                return AsyncEnumerable.Empty<Output>();
            },
        };

        Assert.Equal(CloseReason.Finished, (await job.RunAsync(spider)).Reason);

        Assert.Equal((JobCondition.Running, 1), (during?.Condition, during?.Queued));
        Assert.Empty(job.Report().Errors);
    }

    [Fact]
    public async Task Looking_leaves_nothing_behind()
    {
        await using var job = await JobCrawl.StartAsync();
        await job.BeginAsync();
        var before = Directory.GetFiles(job.Directory).Order();
        var content = await File.ReadAllBytesAsync(job.Database);

        job.Report();

        Assert.Equal(before, Directory.GetFiles(job.Directory).Order());
        Assert.Equal(content, await File.ReadAllBytesAsync(job.Database));
    }

    [Fact]
    public async Task The_folder_may_have_any_name()
    {
        await using var job = await JobCrawl.StartAsync();
        job.Directory += " a#b?c%20ü;x=y";
        await job.BeginAsync();
        Assert.Equal(job.Directory, job.Report().Directory);
    }

    [Fact]
    public async Task Hosts_come_by_their_queues_and_those_not_due_are_told_apart()
    {
        var time = new FakeTime();
        using var folder = new JobFolder(time);
        await folder.Frontier.CompleteAsync([], [new(JobState.SpiderKey, StateValue.Of("spider-of"))]);
        await folder.Frontier.AddAsync([Of("http://a/1"), Of("http://b/1"), Of("http://b/2"), Of("http://b/3")]);
        var lease = (await folder.Frontier.TakeAsync("b", 1)).Leases.Single();
        await folder.Frontier.ReturnAsync(lease.Token, time.GetUtcNow().AddMinutes(5));

        var report = JobReport.Read(folder.Path);

        Assert.Equal([new JobHost("b", 3), new JobHost("a", 1)], report.Hosts);
        Assert.Equal((4, 1, time.GetUtcNow().AddMinutes(5)), (report.Queued, report.Waiting, report.NextDue));
    }

    [Fact]
    public async Task Dead_letters_are_shown_without_credentials_and_put_back()
    {
        await using var job = await JobCrawl.StartAsync();
        Assert.Equal(CloseReason.Finished, (await job.RunAsync()).Reason);
        var dead = job.Site.Url("/7000").Replace("http://", "http://user:pa55word@", StringComparison.Ordinal);
        SetAside(job, dead);

        var before = job.Report();
        var letter = Assert.Single(before.DeadLetters);
        Assert.Equal((JobCondition.Finished, 0), (before.Condition, before.Queued));
        Assert.Equal(("http://***@" + new Uri(dead).Authority + "/7000", "it died"), (letter.Url, letter.Reason));

        Assert.Equal(1, DeadLetterRetry.Run(job.Directory));
        var after = job.Report();
        Assert.Empty(after.DeadLetters);
        Assert.Equal((JobCondition.Resumable, 1), (after.Condition, after.Queued));

        Assert.Equal(CloseReason.Finished, (await job.RunAsync()).Reason);
        Assert.Equal([.. Enumerable.Range(0, JobCrawl.Pages), 7000], (await job.ItemsAsync()).Order());
        Assert.Equal(JobCondition.Finished, job.Report().Condition);
    }

    [Fact]
    public async Task Without_dead_letters_a_finished_job_stays_finished()
    {
        await using var job = await JobCrawl.StartAsync();
        await job.RunAsync();
        Assert.Equal(0, DeadLetterRetry.Run(job.Directory));
        Assert.Equal(JobCondition.Finished, job.Report().Condition);
    }

    [Fact]
    public async Task Where_there_is_no_job_none_is_made()
    {
        await using var job = await JobCrawl.StartAsync();
        Assert.Equal($"There is no folder {job.Directory}.", Assert.Throws<SettingsException>(job.Report).Message);
        Assert.Equal($"There is no folder {job.Directory}.", Assert.Throws<SettingsException>(() => DeadLetterRetry.Run(job.Directory)).Message);

        Directory.CreateDirectory(job.Directory);
        Assert.StartsWith($"There is no job in {job.Directory}", Assert.Throws<SettingsException>(job.Report).Message, StringComparison.Ordinal);
        await File.WriteAllBytesAsync(job.Database, []);
        Assert.StartsWith($"There is no job in {job.Directory}", Assert.Throws<SettingsException>(job.Report).Message, StringComparison.Ordinal);
    }

    private static FrontierRequest Of(string url) => SchedulerLoop.Of(url);

    private static void SetAside(JobCrawl job, string url)
    {
        using var database = JobDatabase.Open(job.Database, new JobOptions());
        var slot = new SlotTable(database).Get("127.0.0.1");
        var data = new RequestCodec(new CallbackNames(job.Spider())).Write(Of(url));
        new DeadLetterTable(database).Add(new(new(slot.Id, 0, 1), 5, data), "it died", DateTimeOffset.UnixEpoch);
    }
}
