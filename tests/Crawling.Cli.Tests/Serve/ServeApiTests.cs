using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Crawling.Serving;
using Crawling.Tests;

namespace Crawling.Cli.Tests.Serve;

public sealed class ServeApiTests(IdleService idle) : IClassFixture<IdleService>
{
    [Fact]
    public async Task A_crawl_that_is_started_gives_its_items_its_statistics_and_what_it_was()
    {
        await using var service = await Service.StartAsync();

        var id = await service.CrawlAsync("a", pages: 3, settings: new() { ["depth:limit"] = "7" });
        var job = await service.UntilAsync(id, ServedJobState.Finished);

        Assert.Equal("finished", job.GetProperty("finishReason").GetString());
        Assert.Equal((3, 3), (job.GetProperty("pages").GetInt32(), job.GetProperty("items").GetInt32()));
        Assert.Equal("7", job.GetProperty("settings").GetProperty("depth:limit").GetString());
        Assert.Equal(["""{"path":"/a/1"}""", """{"path":"/a/2"}""", """{"path":"/a/3"}"""], await service.ItemsAsync(id));
        Assert.Equal(["""{"path":"/a/2"}"""], await service.ItemsAsync(id, "?offset=1&limit=1"));
        Assert.Equal(["""{"path":"/a/3"}"""], await service.ItemsAsync(id, "?offset=2"));
        Assert.Equal(3, (await service.GetAsync($"/api/v1/jobs/{id}/statistics")).GetProperty("item_scraped_count").GetInt32());
        var all = await service.GetAsync("/api/v1/jobs?state=finished&spider=pages");
        Assert.Equal((1, id), (all.GetProperty("total").GetInt32(), all.GetProperty("entries")[0].GetProperty("id").GetString()));
        Assert.Equal(0, (await service.GetAsync("/api/v1/jobs?state=queued")).GetProperty("total").GetInt32());
        Assert.Equal(1, (await service.GetAsync("/api/v1/jobs?state=queued,finished")).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task Items_are_given_from_any_byte_on()
    {
        await using var service = await Service.StartAsync();
        var id = await service.CrawlAsync("a", pages: 2);
        await service.UntilAsync(id, ServedJobState.Finished);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/jobs/{id}/items") { Headers = { Range = new RangeHeaderValue(16, null) } };

        using var answer = await service.Client.SendAsync(request);

        Assert.Equal((HttpStatusCode.PartialContent, 32), (answer.StatusCode, answer.Content.Headers.ContentRange?.Length));
        Assert.Equal("{\"path\":\"/a/2\"}\n", await answer.Content.ReadAsStringAsync());

        // Who follows a file from its start is not told of an error while it is empty.
        using var log = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/jobs/{id}/log") { Headers = { Range = new RangeHeaderValue(null, 100) } };
        using var empty = await service.Client.SendAsync(log);
        Assert.Equal((HttpStatusCode.OK, ""), (empty.StatusCode, await empty.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task A_running_crawl_is_slowed_stopped_and_goes_on_where_it_was()
    {
        await using var service = await Service.StartAsync(null, "/a/2");
        var id = await service.CrawlAsync("a", pages: 4);
        await service.UntilAskedAsync("/a/2");

        using var limited = await service.Client.PutAsJsonAsync($"/api/v1/jobs/{id}/limits", new { concurrentRequestsPerHost = 3, downloadDelay = "20ms" });
        var limits = (await service.GetAsync($"/api/v1/jobs/{id}")).GetProperty("limits");
        Assert.Equal((3, "00:00:00.0200000"), (limits.GetProperty("concurrentRequestsPerHost").GetInt32(), limits.GetProperty("downloadDelay").GetString()));

        Assert.True((await service.PostAsync($"/api/v1/jobs/{id}/pause")).GetProperty("isPaused").GetBoolean());
        service.Open("/a/2");
        await service.UntilAsync(async () => (await service.ItemsAsync(id)).Contains("""{"path":"/a/2"}"""), () => "no item of the page that was under way");
        await service.PostAsync($"/api/v1/jobs/{id}/stop");
        Assert.Equal("cancelled", (await service.UntilAsync(id, ServedJobState.Stopped)).GetProperty("finishReason").GetString());
        await service.PostAsync($"/api/v1/jobs/{id}/resume");
        await service.UntilAsync(id, ServedJobState.Finished);

        Assert.Equal(["/a/1", "/a/2", "/a/3", "/a/4"], service.Asked.Order());
        Assert.Equal(4, (await service.ItemsAsync(id)).Distinct().Count());
        Assert.Equal(4, (await service.ItemsAsync(id)).Length);
    }

    [Fact]
    public async Task As_many_as_may_run_at_once_the_highest_priority_first_and_what_waits_can_be_cancelled()
    {
        await using var service = await Service.StartAsync(options => options.MaxRunning = 1, "/first/1");
        await service.CrawlAsync("first", pages: 1);
        await service.UntilAskedAsync("/first/1");
        var low = await service.CrawlAsync("low", pages: 1);
        var high = await service.CrawlAsync("high", pages: 1, priority: 1.5);
        var never = await service.CrawlAsync("never", pages: 1, priority: 9);

        Assert.Equal("cancelled", (await service.PostAsync($"/api/v1/jobs/{never}/stop")).GetProperty("state").GetString());
        Assert.Equal(2, (await service.GetAsync("/api/v1/service")).GetProperty("queued").GetInt32());
        service.Open("/first/1");
        await service.UntilAsync(low, ServedJobState.Finished);
        await service.UntilAsync(high, ServedJobState.Finished);

        Assert.Equal(["/first/1", "/high/1", "/low/1"], service.Asked);
    }

    [Fact]
    public async Task What_runs_and_what_waits_goes_on_after_a_restart_paused_if_it_was()
    {
        await using var service = await Service.StartAsync(options => options.MaxRunning = 1, "/a/2");
        var running = await service.CrawlAsync("a", pages: 3);
        await service.UntilAskedAsync("/a/2");
        var waiting = await service.CrawlAsync("b", pages: 1);
        await service.PostAsync($"/api/v1/jobs/{running}/pause");
        service.Open("/a/2");

        await service.RestartAsync();
        await service.UntilAsync(running, ServedJobState.Running);
        Assert.DoesNotContain("/a/3", service.Asked);
        await service.PostAsync($"/api/v1/jobs/{running}/resume");
        await service.UntilAsync(waiting, ServedJobState.Finished);

        Assert.Equal("finished", (await service.GetAsync($"/api/v1/jobs/{running}")).GetProperty("state").GetString());
        Assert.Equal(["""{"path":"/a/1"}""", """{"path":"/a/2"}""", """{"path":"/a/3"}"""], await service.ItemsAsync(running));
    }

    [Fact]
    public async Task Dead_letters_are_listed_and_tried_again()
    {
        await using var service = await Service.StartAsync();
        service.Status = 503;
        var id = await service.CrawlAsync("a", pages: 2);
        await service.UntilAsync(id, ServedJobState.Finished);

        var letters = await service.GetAsync($"/api/v1/jobs/{id}/dead-letters?limit=1");
        Assert.Equal((2, 1), (letters.GetProperty("total").GetInt32(), letters.GetProperty("entries").GetArrayLength()));
        Assert.EndsWith("/a/1", letters.GetProperty("entries")[0].GetProperty("url").GetString(), StringComparison.Ordinal);
        service.Status = 200;
        Assert.Equal(2, (await service.PostAsync($"/api/v1/jobs/{id}/dead-letters/retry")).GetProperty("count").GetInt32());
        await service.UntilAsync(async () => (await service.ItemsAsync(id)).Length == 2, () => "no items");
        await service.UntilAsync(id, ServedJobState.Finished);

        Assert.Equal(0, (await service.GetAsync($"/api/v1/jobs/{id}/dead-letters")).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task A_job_is_deleted_with_its_files_but_not_while_it_runs()
    {
        await using var service = await Service.StartAsync(null, "/a/1");
        var id = await service.CrawlAsync("a", pages: 1);
        await service.UntilAskedAsync("/a/1");
        var folder = service.FolderOf(id);

        using var refused = await service.Client.DeleteAsync($"/api/v1/jobs/{id}");
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.True(Directory.Exists(folder));
        service.Open("/a/1");
        await service.UntilAsync(id, ServedJobState.Finished);
        using var deleted = await service.Client.DeleteAsync($"/api/v1/jobs/{id}");

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.False(Directory.Exists(folder));
        using var gone = await service.Client.GetAsync($"/api/v1/jobs/{id}");
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task A_crawl_tells_how_it_stands_while_it_runs_and_what_it_has_counted_afterwards()
    {
        await using var service = await Service.StartAsync(null, "/a/3");
        var id = await service.CrawlAsync("a", pages: 4);
        await service.UntilAskedAsync("/a/3");

        var live = default(JsonElement);
        await service.UntilAsync(
            async () => (live = await service.GetAsync($"/api/v1/jobs/{id}/live")).GetProperty("moments").EnumerateArray().Any(moment => moment.GetProperty("pages").GetInt32() == 2)
                && live.GetProperty("hosts").EnumerateArray().Any(host => host.GetProperty("queued").GetInt32() == 1),
            () => $"{live}");
        var host = Assert.Single(live.GetProperty("hosts").EnumerateArray());
        Assert.Equal(("running", 1), (live.GetProperty("state").GetString(), live.GetProperty("active").GetInt32()));
        Assert.Equal(("127.0.0.1", "fetching", 1), (host.GetProperty("name").GetString(), host.GetProperty("state").GetString(), host.GetProperty("active").GetInt32()));
        Assert.Equal(2, live.GetProperty("statuses").GetProperty("200").GetInt32());
        var last = live.GetProperty("moments")[live.GetProperty("moments").GetArrayLength() - 1];
        Assert.True(last.GetProperty("received").GetInt64() > 0 && last.GetProperty("sent").GetInt64() > 0, $"{last}");
        await service.UntilAsync(
            async () => (live = await service.GetAsync($"/api/v1/jobs/{id}/live?after={Uri.EscapeDataString(last.GetProperty("at").GetString()!)}")).GetProperty("moments").GetArrayLength() > 0,
            () => "no newer moment");
        Assert.True(live.GetProperty("moments")[0].GetProperty("at").GetDateTimeOffset() > last.GetProperty("at").GetDateTimeOffset());

        service.Open("/a/3");
        await service.UntilAsync(id, ServedJobState.Finished);
        live = await service.GetAsync($"/api/v1/jobs/{id}/live");

        Assert.Equal((JsonValueKind.Null, 0), (live.GetProperty("state").ValueKind, live.GetProperty("moments").GetArrayLength()));
        Assert.Equal((4, 4), (live.GetProperty("hosts")[0].GetProperty("pages").GetInt32(), live.GetProperty("statuses").GetProperty("200").GetInt32()));
    }

    [Theory]
    [InlineData("POST", "/jobs", """{"spider":"page"}""", 400, "there is no spider 'page'; did you mean 'pages'?")]
    [InlineData("POST", "/jobs", """{"spider":"pages","arguments":{"pagse":"1"}}""", 400, "did you mean 'pages'?")]
    [InlineData("POST", "/jobs", """{"spider":"pages","settings":{"depth:limit":"x"}}""", 400, "'depth:limit' is 'x' but must be")]
    [InlineData("POST", "/jobs", """{"spider":"pages","setings":{}}""", 400, "'$.setings'")]
    [InlineData("POST", "/jobs", "{", 400, "The body cannot be read")]
    [InlineData("GET", "/jobs?limit=0", null, 400, "limit from 1 to 1000")]
    [InlineData("GET", "/jobs?state=done", null, 400, "known: queued, running,")]
    [InlineData("GET", "/jobs/0123", null, 404, "There is no job 0123.")]
    [InlineData("GET", "/jobs/..%2f..%2fservice.db/log", null, 404, "There is no job")]
    [InlineData("POST", "/jobs/0123/stop", null, 404, "There is no job 0123.")]
    [InlineData("PUT", "/jobs/0123/limits", """{"concurrentRequests":0}""", 400, "concurrentRequests must be 1 at least")]
    [InlineData("PUT", "/jobs/0123/limits", """{"downloadDelay":"soon"}""", 400, "downloadDelay must be a duration")]
    [InlineData("GET", "/nothing", null, 404, "")]
    public async Task What_cannot_be_is_answered_with_problem_details(string method, string path, string? body, int status, string reason)
    {
        var service = idle.Service;
        using var request = new HttpRequestMessage(new(method), "/api/v1" + path);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");

        using var answer = await service.Client.SendAsync(request);

        Assert.Equal((status, "application/problem+json"), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.Contains(reason, problem.TryGetProperty("detail", out var detail) ? detail.GetString() : "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Spiders_and_schedules_are_listed_and_the_clock_starts_crawls_one_after_the_other()
    {
        await using var service = await Service.StartAsync(options => options.Schedules.Add(new()
        {
            Spider = "pages",
            Cron = "* * * * * ?",
            Arguments = { ["site"] = "http://127.0.0.1:1", ["page-name"] = "due" },
        }));

        var schedule = Assert.Single((await service.GetAsync("/api/v1/schedules")).EnumerateArray());
        Assert.Equal(("pages", "UTC"), (schedule.GetProperty("spider").GetString(), schedule.GetProperty("timeZone").GetString()));
        var spider = Assert.Single((await service.GetAsync("/api/v1/spiders")).EnumerateArray());
        Assert.Equal("Pages of one name.", spider.GetProperty("description").GetString());
        Assert.Contains(spider.GetProperty("arguments").EnumerateArray(), argument => argument.GetProperty("name").GetString() == "page-name");
        await service.UntilAsync(async () => (await service.GetAsync("/api/v1/jobs?state=finished")).GetProperty("total").GetInt32() >= 2, () => "no two crawls");
        var job = (await service.GetAsync("/api/v1/jobs?state=finished")).GetProperty("entries")[0];
        Assert.Equal("* * * * * ?", job.GetProperty("schedule").GetString());
    }

    [Fact]
    public async Task A_crawl_that_is_due_while_the_one_before_goes_on_is_left_out()
    {
        await using var service = await Service.StartAsync(null, "/due/1");
        var site = await service.CrawlAsync("a", pages: 1);
        await service.UntilAsync(site, ServedJobState.Finished);
        service.Options.Schedules.Add(new()
        {
            Spider = "pages",
            Cron = "* * * * * ?",
            Arguments = { ["site"] = service.Site, ["page-name"] = "due" },
        });

        await service.RestartAsync();
        await service.UntilAskedAsync("/due/1");
        await Task.Delay(TimeSpan.FromSeconds(2));

        Assert.Equal(1, (await service.GetAsync("/api/v1/jobs?state=running")).GetProperty("total").GetInt32());
        Assert.Equal(0, (await service.GetAsync("/api/v1/jobs?state=queued")).GetProperty("total").GetInt32());
        service.Options.Schedules.Clear();
    }

    [Fact]
    public async Task The_description_has_every_endpoint_that_the_page_has()
    {
        var service = idle.Service;

        var description = await service.GetAsync("/openapi/v1.json");

        var described = description.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(method => $"{method.Name.ToUpperInvariant()} {path.Name["/api/v1".Length..]}"));
        var told = new DocsPage("serving.md").RowsUnder("API").SelectMany(row => DocsPage.InBackticks(row[0]));
        Assert.Equal(told.Order(), described.Order());
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task It_tells_that_it_is_well(string path)
    {
        var service = idle.Service;

        Assert.Equal("Healthy", await service.Client.GetStringAsync(path));
    }
}
