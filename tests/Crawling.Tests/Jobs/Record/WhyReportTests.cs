using Crawling.Jobs;

namespace Crawling.Tests.Jobs;

public sealed class WhyReportTests
{
    [Fact]
    public async Task What_became_of_each_request_is_told_with_its_page()
    {
        await using var job = await JobCrawl.StartAsync(path => path);
        var start = job.Site.Url("/start");
        var spider = new SpiderOf { Urls = [start], Parse = Parse };
        await job.RunAsync(spider, options =>
        {
            options.Urls.MaxLength = 60;
            options.Retry.Times = 0;
        });

        Check(start, UrlState.Fetched, "200", null);
        Check(job.Site.Url("/found?b=2&a=1#part"), UrlState.Fetched, "200", start);
        Check("http://127.0.0.1:1/", UrlState.SetAside, "ConnectionRefused: ", start);
        Check(job.Site.Url("/" + new string('x', 60)), UrlState.Dropped, "urllength/request_ignored_count: ", start);

        void Check(string url, UrlState state, string detail, string? page)
        {
            var report = WhyReport.Read(job.Directory, url);
            Assert.Equal(state, report.State);
            var entry = Assert.Single(report.History);
            Assert.StartsWith(detail, entry.Detail, StringComparison.Ordinal);
            Assert.Equal(page, entry.Page);
        }

        static async IAsyncEnumerable<Output> Parse(Response response)
        {
            await Task.CompletedTask;
            if (response.Depth == 0)
            {
                yield return response.Follow("/found?a=1&b=2");
                yield return new Request("http://127.0.0.1:1/");
                yield return response.Follow("/" + new string('x', 60));
                yield return response.Follow("/" + new string('x', 60));
            }
        }
    }

    [Fact]
    public async Task A_redirect_tells_its_target()
    {
        await using var job = await JobCrawl.StartAsync();
        await using var site = await LoopbackSite.StartAsync(context =>
        {
            if (context.Request.Path == "/old")
            {
                context.Response.Redirect("/new");
            }

            return Task.CompletedTask;
        });
        await job.RunAsync(new SpiderOf { Urls = [site.Url("/old")] });

        var old = WhyReport.Read(job.Directory, site.Url("/old"));

        Assert.Equal((UrlState.Redirected, site.Url("/new")), (old.State, Assert.Single(old.History).Detail));
        Assert.Equal(UrlState.Fetched, WhyReport.Read(job.Directory, site.Url("/new")).State);
    }

    [Fact]
    public async Task What_waits_is_queued_and_what_was_kept_no_record_of_is_done()
    {
        await using var job = await JobCrawl.StartAsync();
        await job.RunAsync(set: options =>
        {
            options.Close.Pages = 3;
            options.Job.RecordSize = 0;
        });

        var last = WhyReport.Read(job.Directory, job.Site.Url($"/{JobCrawl.Pages - 1}"));

        Assert.Equal((UrlState.Queued, job.Site.Url("/0")), (last.State, last.Waits?.Page));
        Assert.Equal(UrlState.Done, WhyReport.Read(job.Directory, job.Site.Url("/0")).State);
    }

    [Fact]
    public async Task Of_a_url_that_was_never_seen_what_is_near_to_it_is_told()
    {
        await using var job = await JobCrawl.StartAsync(path => path);
        await job.RunAsync(new SpiderOf { Urls = [job.Site.Url("/page")], Parse = Parse }, options => options.Traps.RepeatedSegments = 2);

        var report = WhyReport.Read(job.Directory, job.Site.Url("/page/?view=1"));
        var elsewhere = WhyReport.Read(job.Directory, "https://elsewhere.test/");

        Assert.Equal(UrlState.NeverSeen, report.State);
        Assert.Equal([job.Site.Url("/page")], report.Similar);
        Assert.True(report.HostIsKnown);
        Assert.StartsWith("traps/repeated_segments: ", report.HostDrop!.Detail, StringComparison.Ordinal);
        Assert.Equal((UrlState.NeverSeen, false, null), (elsewhere.State, elsewhere.HostIsKnown, elsewhere.HostDrop));
        Assert.Empty(elsewhere.Similar);

        static async IAsyncEnumerable<Output> Parse(Response response)
        {
            await Task.CompletedTask;
            yield return response.Follow("/a/a/a");
        }
    }

    [Fact]
    public async Task Counts_of_the_guards_go_on_when_a_job_is_resumed()
    {
        await using var job = await JobCrawl.StartAsync();
        await job.RunAsync(Chain(), options =>
        {
            options.Traps.PagesPerHost = 6;
            options.Close.Pages = 3;
        });
        var result = await job.RunAsync(Chain(), options => options.Traps.PagesPerHost = 6);

        Assert.Equal(1, result.Statistics["traps/pages_per_host"]);
        Assert.Equal(6, job.Site.Requests.Distinct().Count());

        SpiderOf Chain() => new() { Urls = [job.Site.Url("/0")], Parse = Parse };

        static async IAsyncEnumerable<Output> Parse(Response response)
        {
            await Task.CompletedTask;
            yield return response.Follow($"/{response.Depth + 1}");
        }
    }
}
