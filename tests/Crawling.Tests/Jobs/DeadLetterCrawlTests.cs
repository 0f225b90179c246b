using System.Collections.Concurrent;
using Crawling.Jobs;

namespace Crawling.Tests.Jobs;

public sealed class DeadLetterCrawlTests
{
    private const string Broken = "/7";

    [Fact]
    public async Task What_was_given_up_is_reported_put_back_and_done_once_the_site_is_mended()
    {
        var isMended = false;
        await using var job = await JobCrawl.StartAsync(context =>
        {
            context.Response.StatusCode = context.Request.Path == Broken && !isMended ? 500 : 200;
            return Task.CompletedTask;
        });
        var failures = new List<RequestFailure>();

        var result = await job.RunAsync(Spider(job, failures.Add), WithoutWait);
        var first = job.Report();
        Assert.Equal(CloseReason.Finished, result.Reason);
        Assert.Equal((JobCondition.Finished, 0), (first.Condition, first.Queued));
        Assert.Equal(1, result.Statistics["deadletter/count"]);
        AssertLetter(first, tries: 3);
        Assert.Equal(2, Assert.Single(failures).EarlierTries.Count);
        var why = WhyReport.Read(job.Directory, job.Site.Url(Broken + "#part"));
        Assert.Equal((UrlState.SetAside, "500 Internal Server Error", 3), (why.State, why.SetAside?.Reason, why.SetAside?.Tries.Count));

        Assert.Equal(1, DeadLetterRetry.Run(job.Directory));
        Assert.Equal((JobCondition.Resumable, 1), (job.Report().Condition, job.Report().Queued));
        await job.RunAsync(Spider(job, failures.Add), WithoutWait);
        AssertLetter(job.Report(), tries: 6);
        Assert.Equal(6, job.Site.Requests.Count(path => path == Broken));

        isMended = true;
        DeadLetterRetry.Run(job.Directory);
        Assert.Equal(CloseReason.Finished, (await job.RunAsync(Spider(job, failures.Add), WithoutWait)).Reason);
        Assert.Empty(job.Report().DeadLetters);
        Assert.Equal(Enumerable.Range(0, JobCrawl.Pages), (await job.ItemsAsync()).Order());
        Assert.Equal(2, failures.Count);

        void AssertLetter(JobReport report, int tries)
        {
            var letter = Assert.Single(report.DeadLetters);
            Assert.Equal((job.Site.Url(Broken), "500 Internal Server Error"), (letter.Url, letter.Reason));
            Assert.Equal(Enumerable.Repeat(letter.Reason, tries), letter.Tries.Select(failed => failed.Reason));
        }
    }

    [Fact]
    public async Task A_process_that_dies_between_neither_loses_a_dead_letter_nor_doubles_it()
    {
        JobCrawl job = null!;
        var copies = new ConcurrentDictionary<string, string>();
        await using var crawl = job = await JobCrawl.StartAsync(context =>
        {
            context.Response.StatusCode = context.Request.Path == Broken ? 500 : 200;
            if (context.Request.Path == "/after")
            {
                CopyOnce("after");
            }

            return Task.CompletedTask;
        });
        await CrawlAsync(job.Directory);

        // It died in the errback: the last try is one try more, and all else as it was.
        var during = JobReport.Read(copies["errback"]);
        Assert.Equal((0, 1), (during.DeadLetters.Count, during.Queued));
        await CrawlAsync(copies["errback"]);

        // It died with the request of the errback under way.
        var after = JobReport.Read(copies["after"]);
        Assert.Equal((1, 1), (after.DeadLetters.Count, after.Queued));
        await CrawlAsync(copies["after"]);

        Assert.Equal([Broken, Broken, Broken, "/after", Broken, "/after", "/after"], job.Site.Requests);
        Assert.All([job.Directory, .. copies.Values], folder =>
        {
            var report = JobReport.Read(folder);
            Assert.Equal(3, Assert.Single(report.DeadLetters).Tries.Count);
            Assert.Equal((JobCondition.Finished, 1), (report.Condition, report.Statistics["deadletter/count"]));
        });

        async Task CrawlAsync(string folder) =>
            Assert.Equal(CloseReason.Finished, (await job.RunAsync(new SpiderOf { Urls = [job.Site.Url(Broken)], Error = FailAsync }, options =>
            {
                WithoutWait(options);
                options.Feeds.Clear();
                options.Job.Directory = folder;
            })).Reason);

        async IAsyncEnumerable<Output> FailAsync(RequestFailure failure)
        {
            await Task.CompletedTask;
            CopyOnce("errback");
            yield return new Request(job.Site.Url("/after"));
        }

        void CopyOnce(string moment)
        {
            var copy = job.Directory + "-" + moment;
            if (!copies.TryAdd(moment, copy))
            {
                return;
            }

            Directory.CreateDirectory(copy);
            foreach (var name in (string[])["job.db", "job.db-wal"])
            {
                File.Copy(Path.Combine(job.Directory, name), Path.Combine(copy, name));
            }
        }
    }

    [Theory]
    [InlineData(null, "POST")]
    [InlineData(0, "GET")]
    public async Task What_is_not_tried_again_is_a_dead_letter_after_its_one_try(int? retries, string method)
    {
        await using var job = await JobCrawl.StartAsync(context =>
        {
            context.Response.StatusCode = context.Request.Path == "/missing" ? 404 : 502;
            return Task.CompletedTask;
        });
        Request[] requests = [new(job.Site.Url("/broken")) { MaxRetries = retries, Method = method }, new(job.Site.Url("/missing"))];
        await job.RunAsync(new SpiderOf { Starting = () => requests.Select(request => (Output)request).ToAsyncEnumerable() });

        var letter = Assert.Single(job.Report().DeadLetters);
        Assert.Equal((job.Site.Url("/broken"), "502 Bad Gateway", 1), (letter.Url, letter.Reason, letter.Tries.Count));
        Assert.Equal(UrlState.Failed, WhyReport.Read(job.Directory, job.Site.Url("/missing")).State);
    }

    private static SpiderOf Spider(JobCrawl job, Action<RequestFailure> onError)
    {
        var spider = job.Spider();
        return new SpiderOf { Urls = spider.Urls, Parse = spider.Parse, Error = FailAsync };

        async IAsyncEnumerable<Output> FailAsync(RequestFailure failure)
        {
            await Task.CompletedTask;
            onError(failure);
            yield break;
        }
    }

    private static void WithoutWait(CrawlerOptions options) => options.Retry.BaseDelay = TimeSpan.Zero;
}
