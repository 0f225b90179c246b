using System.Text.Json;
using Crawling.Serving;

namespace Crawling.Cli.Tests.Serve;

public sealed class ScrapydTests(IdleService idle) : IClassFixture<IdleService>
{
    [Fact]
    public async Task A_client_of_scrapyd_starts_looks_at_and_cancels_a_crawl()
    {
        await using var service = await Service.StartAsync(options => options.MaxRunning = 1, "/a/1", "/b/1");

        var first = await PostAsync(
            service, "/schedule.json", ("project", "shop"), ("spider", "pages"), ("site", service.Site), ("page_name", "a"), ("setting", "DOWNLOAD_DELAY=0.25"), ("setting", "DEPTH_LIMIT=3"));
        var second = await PostAsync(
            service, "/schedule.json", ("project", "shop"), ("spider", "pages"), ("site", service.Site), ("page_name", "b"), ("jobid", "my-job"), ("priority", "1.5"));
        await service.UntilAskedAsync("/a/1");

        var id = first.GetProperty("jobid").GetString()!;
        Assert.Equal("my-job", second.GetProperty("jobid").GetString());
        Assert.Equal("running", (await service.GetAsync($"/status.json?project=shop&job={id}")).GetProperty("currstate").GetString());
        Assert.Equal("pending", (await service.GetAsync("/status.json?job=my-job")).GetProperty("currstate").GetString());
        var status = await service.GetAsync("/daemonstatus.json");
        Assert.Equal((1, 1, 0), (status.GetProperty("pending").GetInt32(), status.GetProperty("running").GetInt32(), status.GetProperty("finished").GetInt32()));
        Assert.NotEqual("", status.GetProperty("node_name").GetString());
        var settings = (await service.GetAsync($"/api/v1/jobs/{id}")).GetProperty("settings");
        Assert.Equal(("0.25s", "3"), (settings.GetProperty("download:delay").GetString(), settings.GetProperty("depth:limit").GetString()));

        Assert.Equal("running", (await PostAsync(service, "/cancel.json", ("project", "shop"), ("job", id))).GetProperty("prevstate").GetString());
        Assert.Equal("pending", (await PostAsync(service, "/cancel.json", ("project", "shop"), ("job", "my-job"))).GetProperty("prevstate").GetString());
        service.Open("/a/1");
        await service.UntilAsync(id, ServedJobState.Stopped);

        var jobs = await service.GetAsync("/listjobs.json?project=shop");
        Assert.Equal((0, 0), (jobs.GetProperty("pending").GetArrayLength(), jobs.GetProperty("running").GetArrayLength()));
        var finished = jobs.GetProperty("finished").EnumerateArray().Single(job => job.GetProperty("id").GetString() == id);
        Assert.Equal(("shop", "pages"), (finished.GetProperty("project").GetString(), finished.GetProperty("spider").GetString()));
        Assert.All((string[])["start_time", "end_time"], time => Assert.True(DateTime.TryParse(finished.GetProperty(time).GetString(), null, out _)));
    }

    [Theory]
    [InlineData("/listprojects.json", "projects", """["shop"]""")]
    [InlineData("/listspiders.json?project=shop", "spiders", """["pages"]""")]
    [InlineData("/listversions.json?project=shop", "versions", "[]")]
    public async Task It_lists_what_there_is(string path, string field, string value)
    {
        var service = idle.Service;

        var answer = await service.GetAsync(path);

        Assert.Equal(("ok", value), (answer.GetProperty("status").GetString(), answer.GetProperty(field).GetRawText()));
    }

    [Theory]
    [InlineData("/schedule.json", "'project' parameter is required")]
    [InlineData("/schedule.json", "project 'store' not found", "project=store")]
    [InlineData("/schedule.json", "'spider' parameter is required", "project=shop")]
    [InlineData("/schedule.json", "may not be given over HTTP", "project=shop", "spider=pages", "setting=FEED_URI=/tmp/x")]
    [InlineData("/schedule.json", "'priority' is 'high' but must be a number", "project=shop", "spider=pages", "priority=high")]
    [InlineData("/schedule.json", "'jobid' must be", "project=shop", "spider=pages", "jobid=../x")]
    [InlineData("/cancel.json", "There is no job x.", "project=shop", "job=x")]
    [InlineData("/addversion.json", "runs no code that is sent to it", "project=shop", "version=1")]
    public async Task What_cannot_be_is_an_error_in_its_words(string path, string message, params string[] fields)
    {
        var service = idle.Service;

        var answer = await PostAsync(service, path, [.. fields.Select(field => field.Split('=', 2)).Select(field => (field[0], field[1]))]);

        Assert.Equal("error", answer.GetProperty("status").GetString());
        Assert.Contains(message, answer.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    private static async Task<JsonElement> PostAsync(Service service, string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var answer = await service.Client.PostAsync(path, form);
        return JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync());
    }
}
