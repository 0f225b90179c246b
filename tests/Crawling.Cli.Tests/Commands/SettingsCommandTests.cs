namespace Crawling.Cli.Tests.Commands;

public sealed class SettingsCommandTests
{
    [Fact]
    public async Task Get_prints_the_value_alone()
    {
        using var project = new ProjectFolder("""{ "crawler": { "download": { "delay": "00:00:02" } } }""");

        Assert.Equal("00:00:02\n", (await project.RunAsync("settings", "--get", "download:delay")).Output);
        Assert.Equal("00:00:03\n", (await project.RunAsync("settings", "--get", "download:delay", "--set", "download:delay=00:00:03")).Output);
    }

    [Fact]
    public async Task All_are_listed_with_their_sources()
    {
        using var project = new ProjectFolder("""{ "crawler": { "concurrentRequests": 7 } }""");
        project.Environment["CRAWLER__ROBOTS__OBEY"] = "false";

        var lines = (await project.RunAsync("settings")).OutputLines;

        Assert.Contains("concurrentRequests = 7  (crawler.json)", lines);
        Assert.Contains("robots:obey = false  (environment)", lines);
        Assert.Contains("concurrentRequestsPerHost = 5  (default)", lines);
    }

    [Fact]
    public async Task Without_a_project_defaults_hold()
    {
        using var project = new ProjectFolder(settings: null);

        Assert.Equal("5\n", (await project.RunAsync("settings", "--get", "concurrentRequests")).Output);
    }

    [Fact]
    public async Task For_a_spider_its_own_code_and_overlay_count()
    {
        using var project = new ProjectFolder("""{ "crawler": { "concurrentRequests": 7 }, "spiders": { "quotes": { "retry": { "times": 9 } } } }""");
        project.Write(
            "spiders/quotes.cs",
            ProjectFolder.SpiderCode("Quotes", "protected override void Configure(CrawlerOptions options) => options.ConcurrentRequests = 1;"));
        project.Compile();

        Assert.Equal("1\n", (await project.RunAsync("settings", "--spider", "quotes", "--get", "concurrentRequests")).Output);
        Assert.Equal("9\n", (await project.RunAsync("settings", "--spider", "quotes", "--get", "retry:times")).Output);
        Assert.Equal("7\n", (await project.RunAsync("settings", "--get", "concurrentRequests")).Output);
    }
}
