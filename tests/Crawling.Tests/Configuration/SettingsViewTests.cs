using Crawling.Configuration;

namespace Crawling.Tests.Configuration;

public class SettingsViewTests
{
    [Fact]
    public void Every_value_is_listed_with_its_source()
    {
        using var project = new ProjectFolder("""
            {
                "crawler": { "concurrentRequests": 20, "feeds": [ { "path": "a.jsonl" } ], "connectTo": { "example.com:443": "127.0.0.1:8443" } },
                "spiders": { "quotes": { "download": { "delay": "1s" } } }
            }
            """);
        var options = project.Layers(
            environment: new() { ["CRAWLER__FRONTIER__ORDER"] = "LastInFirstOut" },
            set: new() { ["robots:obey"] = "false" }).Load();
        options.ConcurrentItems = 2;

        var entries = SettingsView.Of(options.ForSpider("quotes", configured => configured.Close.Pages = 10));

        Assert.Equal(
            [
                ("concurrentRequests", "20", "crawler.json"),
                ("concurrentRequestsPerHost", "5", "default"),
                ("concurrentItems", "2", "code"),
                ("download:delay", "00:00:01", "crawler.json spiders:quotes"),
                ("download:randomizeDelay", "true", "default"),
                ("robots:obey", "false", "command line"),
                ("frontier:order", "lastInFirstOut", "environment"),
                ("close:pages", "10", "Configure"),
                ("close:items", "null", "default"),
                ("connectTo:example.com:443", "127.0.0.1:8443", "crawler.json"),
                ("feeds:0:path", "a.jsonl", "crawler.json"),
                ("feeds:0:overwrite", "false", "crawler.json"),
            ],
            entries.Select(entry => (entry.Path, entry.Value, entry.Source)).Where(entry => entry.Path is
                "concurrentRequests" or "concurrentRequestsPerHost" or "concurrentItems" or "download:delay" or "download:randomizeDelay" or "robots:obey"
                or "frontier:order" or "close:pages" or "close:items" or "connectTo:example.com:443" or "feeds:0:path" or "feeds:0:overwrite"));
    }

    [Theory]
    [InlineData("auth:password", "letmein", "***")]
    [InlineData("proxy:url", "http://me:letmein@proxy.example:3128", "http://***@proxy.example:3128/")]
    [InlineData("proxy:pool", "http://a:1@one,socks5://b:2@two", "http://***@one/,socks5://***@two")]
    public void No_password_is_listed(string path, string value, string listed)
    {
        using var project = new ProjectFolder("{}");

        Assert.Equal(listed, Assert.Single(SettingsView.Get(project.Layers(set: new() { [path] = value }).Load(), path)).Value);
    }

    [Fact]
    public void A_list_that_a_spider_added_to_and_a_higher_layer_replaced_is_the_higher_layers()
    {
        using var project = new ProjectFolder("""{ "spiders": { "quotes": { "feeds": [ { "path": "b.jsonl" } ] } } }""");

        var own = project.Layers().Load().ForSpider("quotes", configured => configured.Feeds.Add(new() { Path = "a.jsonl" }));

        Assert.All(SettingsView.Get(own, "feeds"), entry => Assert.Equal("crawler.json spiders:quotes", entry.Source));
    }

    [Fact]
    public void Empty_lists_and_maps_are_listed()
    {
        var options = new CrawlerOptions();

        Assert.Equal([new("feeds", "[]", "default")], SettingsView.Get(options, "feeds"));
        Assert.Equal([new("connectTo", "{}", "default")], SettingsView.Get(options, "connectTo"));
    }

    [Fact]
    public void Secrets_are_masked()
    {
        var options = new CrawlerOptions { UserAgent = "bot (http://me:secret@example.com)", ConnectTo = { ["token.example.com"] = "127.0.0.1:80" } };

        Assert.Equal("bot (http://***@example.com)", Assert.Single(SettingsView.Get(options, "userAgent")).Value);
        Assert.Equal("***", Assert.Single(SettingsView.Get(options, "connectTo")).Value);
    }

    [Fact]
    public void What_is_listed_can_be_set_again()
    {
        var options = new CrawlerOptions { Close = { Pages = 3 }, Download = { Delay = TimeSpan.FromMilliseconds(1500) }, Robots = { Obey = false } };
        options.Feeds.Add(new() { Path = "a.csv", Format = "csv" });
        options.Hosts["*.example.org"] = new() { Delay = TimeSpan.FromSeconds(2), AutoThrottle = false };
        var listed = SettingsView.Of(options).Where(entry => entry.Value is not "{}").Select(entry => KeyValuePair.Create(entry.Path, entry.Value));

        var again = SettingsLayers.FromFile(null, SettingsLayer.CommandLine(listed)).Load();

        Assert.Equal(SettingsView.Values(options), SettingsView.Values(again));
    }

    [Fact]
    public void A_path_gives_one_setting_or_all_beneath()
    {
        var options = new CrawlerOptions();

        Assert.Equal("00:03:00", Assert.Single(SettingsView.Get(options, "Download:Timeout")).Value);
        Assert.Equal(["job:directory", "job:restart", "job:durability", "job:maxSize", "job:recordSize"], SettingsView.Get(options, "job").Select(entry => entry.Path));
    }

    [Fact]
    public void An_unknown_path_is_told_with_the_nearest()
    {
        Assert.Equal(
            "Unknown setting 'DOWNLOAD_TIMEOUT'; did you mean 'download:timeout'?",
            Assert.Throws<SettingsException>(() => SettingsView.Get(new(), "DOWNLOAD_TIMEOUT")).Message);
        Assert.Equal(
            "Unknown setting 'zzz'; without a path, all are listed.",
            Assert.Throws<SettingsException>(() => SettingsView.Get(new(), "zzz")).Message);
    }
}
