using Crawling.Cli.Tests.Serve;
using Crawling.Serving;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Crawling.Cli.Tests.Dashboard;

public sealed class DashboardTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const string Hostile = """<img src="/x" onerror="window.ran = true"><script>window.ran = true</script>""";
    private const string Token = "a-token-of-the-test";

    [ChromiumFact]
    public async Task A_crawl_is_started_on_the_page_and_seen_to_finish()
    {
        await using var service = await Service.StartAsync();
        await using var page = await chromium.OpenAsync(service);
        await Expect(page.Id("active-empty")).ToBeVisibleAsync();

        await page.Button("Start a crawl").ClickAsync();
        await Expect(page.Id("start-description")).ToHaveTextAsync("Pages of one name.");
        await page.Page.GetByLabel("site").FillAsync(service.Site);
        await page.Page.GetByLabel("page-name").FillAsync("a");
        await page.Page.GetByLabel("pages", new() { Exact = true }).FillAsync("3");
        await page.Page.GetByLabel("Settings").FillAsync("depth:limit");
        await page.Button("Start").ClickAsync();
        await Expect(page.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("'depth:limit' is no setting");
        await page.Page.GetByLabel("Settings").FillAsync("depth:limit = 7");
        await page.Button("Start").ClickAsync();

        await Expect(page.Field("state")).ToHaveTextAsync("finished");
        await Expect(page.Field("pages")).ToHaveTextAsync("3");
        await Expect(page.Id("about")).ToContainTextAsync("depth:limit=7");
        await page.Page.GetByText("All jobs").ClickAsync();
        await Expect(page.Id("over").Locator("tr")).ToContainTextAsync(["finished"]);
        Assert.Empty(page.Errors);
    }

    [ChromiumFact]
    public async Task A_job_is_watched_slowed_paused_and_stopped_on_its_page()
    {
        await using var service = await Service.StartAsync(null, "/a/3", "/a/4", "/a/5", "/a/6");
        var id = await service.CrawlAsync("a", pages: 7);
        await service.UntilAskedAsync("/a/3");
        await LogAsync(service, id, "INF Crawling First line");
        await using var page = await chromium.OpenAsync(service, $"/jobs/{id}");

        await Expect(page.Field("state")).ToHaveTextAsync("running");
        await Expect(page.Field("pages")).ToHaveTextAsync("2");
        await Expect(page.Id("hosts")).ToContainTextAsync("fetching 1");
        await Expect(page.Id("statuses")).ToContainTextAsync("200");
        await Expect(page.Id("last-items").Locator("tbody tr")).ToHaveTextAsync(["/a/2", "/a/1"]);
        await Expect(page.Page.Locator(".graph .line[d*='L']")).ToHaveCountAsync(4);
        await LogAsync(service, id, "WRN Crawling Second line");
        await Expect(page.Id("log").Locator("li")).ToHaveTextAsync(["12:00:00 INF First line", "12:00:00 WRN Second line"]);

        await page.Page.GetByLabel("Requests at once", new() { Exact = true }).FillAsync("2");
        await page.Page.GetByLabel("Delay between requests to a host").FillAsync("soon");
        await page.Button("Apply").ClickAsync();
        await Expect(page.Id("limits")).ToContainTextAsync("downloadDelay must be a duration");
        await page.Page.GetByLabel("Delay between requests to a host").FillAsync("5ms");
        await page.Button("Apply").ClickAsync();
        await service.UntilAskedAsync("/a/4");
        await Expect(page.Id("hosts")).ToContainTextAsync("fetching 2");
        await Expect(page.Id("limits")).Not.ToContainTextAsync("downloadDelay must be");

        await page.Button("Pause pages").ClickAsync();
        await Expect(page.Field("state")).ToHaveTextAsync("paused");
        service.Open("/a/3");
        service.Open("/a/4");
        await Expect(page.Field("items")).ToHaveTextAsync("4");
        Assert.DoesNotContain("/a/5", service.Asked);
        await page.Button("Resume pages").ClickAsync();
        await service.UntilAskedAsync("/a/6");
        await page.Button("Stop pages").ClickAsync();
        await Expect(page.Field("state")).ToHaveTextAsync("stopping");
        service.Open("/a/5");
        service.Open("/a/6");
        await Expect(page.Field("state")).ToHaveTextAsync("stopped");
        await Expect(page.Button("Resume pages")).ToBeVisibleAsync();
        await Expect(page.Button("Apply")).ToBeHiddenAsync();
        Assert.DoesNotContain("/a/7", service.Asked);

        // Of the delay that was none, the browser tells too.
        Assert.Contains("400", Assert.Single(page.Errors), StringComparison.Ordinal);
    }

    [ChromiumFact]
    public async Task Dead_letters_are_shown_and_put_back()
    {
        await using var service = await Service.StartAsync();
        service.Status = 503;
        var id = await service.CrawlAsync("a", pages: 2);
        await service.UntilAsync(id, ServedJobState.Finished);
        await using var page = await chromium.OpenAsync(service, $"/jobs/{id}");
        await Expect(page.Id("letters").Locator("tr")).ToContainTextAsync(["/a/1", "/a/2"]);

        service.Status = 200;
        await page.Button("Retry all").ClickAsync();

        await Expect(page.Field("items")).ToHaveTextAsync("2");
        await Expect(page.Id("letters-empty")).ToBeVisibleAsync();
        Assert.Empty(page.Errors);
    }

    [ChromiumFact]
    public async Task What_others_have_written_is_text_runs_nothing_and_does_not_widen_a_phone()
    {
        await using var service = await Service.StartAsync();
        service.Title = Hostile + new string('x', 500);
        var id = await service.CrawlAsync(Hostile, pages: 1, titles: true);
        await service.UntilAsync(id, ServedJobState.Finished);
        await LogAsync(service, id, $"ERR Crawling {service.Title}");
        await using var page = await chromium.OpenAsync(service, "/", new() { ViewportSize = new() { Width = 360, Height = 740 } });

        await Expect(page.Id("over").Locator("tr")).ToContainTextAsync([Hostile]);
        await page.OverflowsNotAsync();
        await page.Button("Start a crawl").ClickAsync();
        await Expect(page.Page.GetByLabel("page-name")).ToBeVisibleAsync();
        await page.OverflowsNotAsync();
        await page.Page.GotoAsync($"/jobs/{id}");
        await Expect(page.Id("last-items")).ToContainTextAsync(Hostile);
        await Expect(page.Id("log")).ToContainTextAsync(Hostile);
        await Expect(page.Id("about")).ToContainTextAsync(Hostile);
        await page.OverflowsNotAsync();

        Assert.Equal(0, await page.Page.Locator("main :is(img, script)").CountAsync());
        Assert.False(await page.Page.EvaluateAsync<bool>("'ran' in window"));
        Assert.Empty(page.Errors);
    }

    [ChromiumFact]
    public async Task The_theme_is_that_of_the_system_until_another_is_chosen_which_is_remembered()
    {
        await using var service = await Service.StartAsync();
        await using var page = await chromium.OpenAsync(service, options: new() { ColorScheme = ColorScheme.Dark });
        var dark = await BackgroundAsync(page);

        await page.Button("Light theme").ClickAsync();
        var light = await BackgroundAsync(page);
        await page.Page.ReloadAsync();

        Assert.Equal(light, await BackgroundAsync(page));
        await page.Button("Dark theme").ClickAsync();
        Assert.Equal(dark, await BackgroundAsync(page));
        Assert.NotEqual(dark, light);
        Assert.Empty(page.Errors);
    }

    [ChromiumFact]
    public async Task The_token_is_asked_for_once_and_a_wrong_one_again()
    {
        await using var service = await Service.StartAsync(options => options.Token = Token);
        service.Client.DefaultRequestHeaders.Authorization = new("Bearer", Token);
        var id = await service.CrawlAsync("a", pages: 1);
        await using var page = await chromium.OpenAsync(service);

        await page.Page.Locator("input[name=token]").FillAsync("another-token-than-it");
        await page.Button("Continue").ClickAsync();
        await Expect(page.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("This is not the token of this service.");
        Assert.Equal(0, await page.Page.Locator("tr a").CountAsync());
        await page.Page.Locator("input[name=token]").FillAsync(Token);
        await page.Button("Continue").ClickAsync();
        await page.Page.Locator($"a[href='/jobs/{id}']").ClickAsync();

        await Expect(page.Field("state")).ToHaveTextAsync("finished");
        Assert.All(page.Errors, error => Assert.Contains("401", error, StringComparison.Ordinal));
    }

    private static Task<string> BackgroundAsync(WatchedPage page) => page.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");

    private static Task LogAsync(Service service, string id, string line) =>
        File.AppendAllTextAsync(Path.Combine(service.FolderOf(id), "log.txt"), $"2026-01-31 12:00:00.000 +00:00 {line}\n");
}
