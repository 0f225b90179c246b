using Crawling.Configuration;
using Microsoft.Extensions.Configuration;

namespace Crawling.Tests.Configuration;

public class SettingsLayersTests
{
    private const string EnvironmentName = "CRAWLER__CONCURRENTREQUESTS";

    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 20)]
    [InlineData(3, 30)]
    [InlineData(4, 40)]
    [InlineData(5, 50)]
    [InlineData(6, 60)]
    public void A_higher_layer_wins_over_all_below(int layers, int expected)
    {
        using var project = new ProjectFolder($$"""
            {
                "crawler": { {{(layers >= 2 ? "\"concurrentRequests\": 20" : "")}} },
                "spiders": { "quotes": { {{(layers >= 4 ? "\"concurrentRequests\": 40" : "")}} } }
            }
            """);
        var options = project.Layers(
            environment: layers >= 5 ? new() { [EnvironmentName] = "50" } : null,
            set: layers >= 6 ? new() { ["concurrentRequests"] = "60" } : null).Load();

        var own = options.ForSpider("quotes", configured =>
        {
            if (layers >= 3)
            {
                configured.ConcurrentRequests = 30;
            }
        });

        Assert.Equal(expected, own.ConcurrentRequests);
    }

    [Fact]
    public void A_layer_leaves_alone_what_it_does_not_say()
    {
        using var project = new ProjectFolder("""
            {
                "crawler": { "download": { "timeout": "00:00:01" } },
                "spiders": { "quotes": { "download": { "connectTimeout": "00:00:03" } } }
            }
            """);
        var options = project.Layers(
            environment: new() { ["crawler__download__maxBodySize"] = "4" },
            set: new() { ["download:maxRedirects"] = "5" }).Load();

        var own = options.ForSpider("quotes", configured => configured.Download.Delay = TimeSpan.FromSeconds(2)).Download;

        Assert.Equal(
            (TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3), 4L, 5),
            (own.Timeout, own.Delay, own.ConnectTimeout, own.MaxBodySize, own.MaxRedirects));
    }

    [Fact]
    public void A_spider_sees_the_project_and_the_environment_when_it_configures()
    {
        using var project = new ProjectFolder("""{ "crawler": { "concurrentRequests": 20 }, "spiders": { "quotes": { "concurrentCallbacks": 3 } } }""");
        var options = project.Layers(environment: new() { ["CRAWLER__CONCURRENTITEMS"] = "7" }).Load();

        options.ForSpider("quotes", configured =>
            Assert.Equal((20, 7, 1), (configured.ConcurrentRequests, configured.ConcurrentItems, configured.ConcurrentCallbacks)));
    }

    [Fact]
    public void The_overlay_of_another_spider_does_not_hold()
    {
        using var project = new ProjectFolder("""{ "spiders": { "books": { "concurrentRequests": 1 } } }""");

        Assert.Equal(5, project.Layers().Load().ForSpider("quotes", _ => { }).ConcurrentRequests);
        Assert.Equal(1, project.Layers().Load().ForSpider("Books", _ => { }).ConcurrentRequests);
    }

    [Fact]
    public void The_overlay_of_a_spider_is_laid_over_at_once_when_asked_for()
    {
        using var project = new ProjectFolder("""{ "crawler": { "concurrentRequests": 2 }, "spiders": { "books": { "concurrentRequests": 1 } } }""");

        Assert.Equal(2, CrawlerOptions.Load(project.File).ConcurrentRequests);
        Assert.Equal(1, CrawlerOptions.Load(project.File, "books").ConcurrentRequests);
    }

    [Fact]
    public void Without_a_file_defaults_hold()
    {
        using var project = new ProjectFolder();

        Assert.Equal(5, CrawlerOptions.Load(project.File).ConcurrentRequests);
        Assert.Equal(8, project.Layers(set: new() { ["concurrentRequests"] = "8" }).Load().ConcurrentRequests);
    }

    [Fact]
    public void Options_made_in_code_are_changed_by_the_spider_only()
    {
        var options = new CrawlerOptions { ConcurrentRequests = 3 };

        var own = options.ForSpider("quotes", configured => configured.ConcurrentCallbacks = 2);

        Assert.Equal((3, 2), (own.ConcurrentRequests, own.ConcurrentCallbacks));
    }

    [Fact]
    public void Code_after_loading_wins_over_the_project_but_not_over_the_environment()
    {
        using var project = new ProjectFolder("""{ "crawler": { "concurrentRequests": 20, "concurrentItems": 20 } }""");
        var options = project.Layers(environment: new() { ["CRAWLER__CONCURRENTITEMS"] = "7" }).Load();
        options.ConcurrentRequests = 3;
        options.ConcurrentItems = 3;

        var own = options.ForSpider("quotes", _ => { });

        Assert.Equal((3, 7), (own.ConcurrentRequests, own.ConcurrentItems));
    }

    [Fact]
    public void A_crawl_has_options_of_its_own()
    {
        var options = new CrawlerOptions();
        options.Feeds.Add(new() { Path = "a.jsonl" });

        options.ForSpider("quotes", configured =>
        {
            configured.Download.Delay = TimeSpan.FromSeconds(1);
            configured.Feeds[0].Path = "b.jsonl";
            configured.ConnectTo["a"] = "127.0.0.1:1";
        });

        Assert.Equal(TimeSpan.Zero, options.Download.Delay);
        Assert.Equal("a.jsonl", options.Feeds[0].Path);
        Assert.Empty(options.ConnectTo);
    }

    [Fact]
    public void A_list_in_a_higher_layer_replaces_one_in_a_lower()
    {
        using var project = new ProjectFolder("""{ "crawler": { "feeds": [ { "path": "a.jsonl" }, { "path": "b.jsonl" } ] } }""");
        var options = project.Layers(environment: new() { ["CRAWLER__FEEDS__0__PATH"] = "c.csv" }).Load();

        Assert.Equal("c.csv", Assert.Single(options.ForSpider("quotes", configured => configured.Feeds.Add(new() { Path = "d" })).Feeds).Path);
    }

    [Fact]
    public void The_case_of_a_host_does_not_count_when_maps_are_merged()
    {
        var variable = KeyValuePair.Create("CRAWLER__CONNECTTO__EXAMPLE.COM", "127.0.0.1:2");
        var options = SettingsLayers.FromFile(null, SettingsLayer.Environment([variable])).Load();

        var own = options.ForSpider("quotes", configured => configured.ConnectTo = new() { ["example.com"] = "127.0.0.1:1" });

        Assert.Equal([new("example.com", "127.0.0.1:2")], own.ConnectTo);
    }

    [Fact]
    public void Of_two_settings_for_one_path_on_a_command_line_the_last_holds()
    {
        var layer = SettingsLayer.CommandLine([KeyValuePair.Create("concurrentRequests", "1"), KeyValuePair.Create("ConcurrentRequests", "2")]);

        Assert.Equal(2, SettingsLayers.FromFile(null, layer).Load().ConcurrentRequests);
    }

    [Fact]
    public void Variables_that_do_not_begin_with_CRAWLER_are_none_of_ours()
    {
        var layer = SettingsLayer.Environment([KeyValuePair.Create("CRAWLER_HOME", "/x"), KeyValuePair.Create("PATH", "/bin"), KeyValuePair.Create("Crawler__Robots__Obey", "false")]);

        Assert.False(SettingsLayers.FromFile(null, layer).Load().Robots.Obey);
    }

    [Fact]
    public void Errors_spell_the_path_as_its_source_does()
    {
        using var project = new ProjectFolder("""{ "spiders": { "books": { "download": { "delay": "soon" } } } }""");
        using var empty = new ProjectFolder();

        Assert.Equal(
            "crawler.json: 'spiders:books:download:delay' is 'soon' but must be a duration such as 00:00:01, 250ms, 1.5s, 5m or 2h.",
            Assert.Throws<SettingsException>(() => project.Layers().Load()).Message);
        Assert.Equal(
            "environment: 'CRAWLER__DOWNLOAD__DELAY' is 'soon' but must be a duration such as 00:00:01, 250ms, 1.5s, 5m or 2h.",
            Assert.Throws<SettingsException>(() => empty.Layers(environment: new() { ["crawler__download__delay"] = "soon" }).Load()).Message);
        Assert.Equal(
            "environment: unknown setting 'CRAWLER__DOWNLOAD_DELAY'; did you mean 'CRAWLER__DOWNLOAD__DELAY'?",
            Assert.Throws<SettingsException>(() => empty.Layers(environment: new() { ["CRAWLER__DOWNLOAD_DELAY"] = "1s" }).Load()).Message);
        Assert.Equal(
            "command line: unknown setting 'crawler:download:delay'; did you mean 'download:delay'?",
            Assert.Throws<SettingsException>(() => empty.Layers(set: new() { ["crawler:download:delay"] = "1s" }).Load()).Message);
    }

    [Fact]
    public void An_overlay_for_an_unknown_spider_is_told_with_the_nearest()
    {
        using var project = new ProjectFolder("""{ "spiders": { "books": {}, "quots": {} } }""");

        project.Layers().CheckSpiders(["books", "quots"]);
        Assert.Equal(
            "crawler.json: 'spiders:quots' is for an unknown spider; did you mean 'spiders:quotes'?",
            Assert.Throws<SettingsException>(() => project.Layers().CheckSpiders(["books", "quotes"])).Message);
        Assert.Equal(
            "crawler.json: 'spiders:quots' is for an unknown spider; the spiders are books, news.",
            Assert.Throws<SettingsException>(() => project.Layers().CheckSpiders(["books", "news"])).Message);
    }

    [Fact]
    public void Of_a_host_environment_and_command_line_win_over_the_spider_and_its_configuration_does_not()
    {
        using var project = new ProjectFolder("""
            { "crawler": { "concurrentRequests": 20, "concurrentCallbacks": 20 }, "spiders": { "quotes": { "retry": { "times": 1 } } } }
            """);
        var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection([
            KeyValuePair.Create("crawler:concurrentRequests", (string?)"30"),
            KeyValuePair.Create("crawler:concurrentItems", (string?)"30"),
            KeyValuePair.Create("spiders:quotes:retry:times", (string?)"4"),
            KeyValuePair.Create("ConnectionStrings:Default", (string?)"x"),
        ]);
        configuration.AddCommandLine(["--crawler:download:maxRedirects=7"]);
        var options = SettingsLayers.FromHost(configuration, SettingsFile.Find(project.File, project.Path)).Load();

        var own = options.ForSpider("quotes", configured =>
        {
            configured.ConcurrentItems = 40;
            configured.Download.MaxRedirects = 40;
            configured.Retry.Times = 40;
        });

        Assert.Equal((30, 20, 40, 7, 4), (own.ConcurrentRequests, own.ConcurrentCallbacks, own.ConcurrentItems, own.Download.MaxRedirects, own.Retry.Times));
    }

    [Fact]
    public void A_section_of_a_host_is_told_by_its_whole_path()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("My:Crawl:robots:obay", (string?)"true")]).Build();

        var error = Assert.Throws<SettingsException>(() => SettingsLayers.FromSection(configuration.GetSection("My:Crawl")).Load());

        Assert.Equal("configuration: unknown setting 'My:Crawl:robots:obay'; did you mean 'My:Crawl:robots:obey'?", error.Message);
    }
}
