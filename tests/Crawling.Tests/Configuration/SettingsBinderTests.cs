using System.Text;
using Crawling.Configuration;
using Microsoft.Extensions.Configuration;

namespace Crawling.Tests.Configuration;

public class SettingsBinderTests
{
    [Fact]
    public void Every_kind_of_setting_is_bound()
    {
        var options = new CrawlerOptions();

        Bind(options, """
            {
                "crawler": {
                    "userAgent": "Bot/1.0 (+https://example.com/bot)",
                    "concurrentRequests": 12,
                    "download": { "delay": "00:00:01.5", "randomizeDelay": false, "maxBodySize": 3000000000 },
                    "frontier": { "order": "lastInFirstOut" },
                    "close": { "pages": 100, "after": "2h" },
                    "job": { "directory": "jobs/quotes" },
                    "connectTo": { "example.com": "127.0.0.1:8080", "example.com:443": "127.0.0.1:8443", "[::1]:80": "[::1]:8080" },
                    "feeds": [ { "path": "a.jsonl" }, { "path": "b.csv", "overwrite": true } ]
                }
            }
            """);

        Assert.Equal("Bot/1.0 (+https://example.com/bot)", options.UserAgent);
        Assert.Equal(12, options.ConcurrentRequests);
        Assert.Equal(TimeSpan.FromSeconds(1.5), options.Download.Delay);
        Assert.False(options.Download.RandomizeDelay);
        Assert.Equal(3_000_000_000, options.Download.MaxBodySize);
        Assert.Equal(FrontierOrder.LastInFirstOut, options.Frontier.Order);
        Assert.Equal(100, options.Close.Pages);
        Assert.Equal(TimeSpan.FromHours(2), options.Close.After);
        Assert.Equal("jobs/quotes", options.Job.Directory);
        Assert.Equal(
            [("[::1]:80", "[::1]:8080"), ("example.com", "127.0.0.1:8080"), ("example.com:443", "127.0.0.1:8443")],
            options.ConnectTo.OrderBy(to => to.Key, StringComparer.Ordinal).Select(to => (to.Key, to.Value)));
        Assert.Equal([("a.jsonl", false), ("b.csv", true)], options.Feeds.Select(feed => (feed.Path, feed.Overwrite)));
    }

    [Fact]
    public void What_a_layer_does_not_say_stays_as_it_was()
    {
        var options = new CrawlerOptions { ConcurrentRequests = 9 };
        options.Download.Delay = TimeSpan.FromSeconds(3);

        Bind(options, """{ "crawler": { "download": { "timeout": "00:01:00" }, "robots": {}, "retry": null } }""");

        Assert.Equal(9, options.ConcurrentRequests);
        Assert.Equal(TimeSpan.FromSeconds(3), options.Download.Delay);
        Assert.Equal(TimeSpan.FromMinutes(1), options.Download.Timeout);
        Assert.Equal(2, options.Retry.Times);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("\"null\"")]
    public void Nothing_takes_a_limit_away(string nothing)
    {
        var options = new CrawlerOptions { Close = { Pages = 5, After = TimeSpan.FromSeconds(5) }, Job = { Directory = "job" } };

        Bind(options, $$"""{ "crawler": { "close": { "pages": {{nothing}}, "after": {{nothing}} }, "job": { "directory": {{nothing}} } } }""");

        Assert.Null(options.Close.Pages);
        Assert.Null(options.Close.After);
        Assert.Null(options.Job.Directory);
    }

    [Fact]
    public void Lists_are_replaced_and_maps_merged()
    {
        var options = new CrawlerOptions { ConnectTo = { ["a"] = "127.0.0.1:1", ["b"] = "127.0.0.1:2", ["c"] = "127.0.0.1:3" } };
        options.Feeds.Add(new() { Path = "old.jsonl" });
        options.Feeds.Add(new() { Path = "older.jsonl" });

        Bind(options, """{ "crawler": { "connectTo": { "b": "127.0.0.1:9", "c": null }, "feeds": [ { "path": "new.jsonl" } ] } }""");

        Assert.Equal([("a", "127.0.0.1:1"), ("b", "127.0.0.1:9")], options.ConnectTo.Select(to => (to.Key, to.Value)));
        Assert.Equal("new.jsonl", Assert.Single(options.Feeds).Path);
    }

    [Fact]
    public void Groups_by_name_are_merged_setting_by_setting()
    {
        var options = new CrawlerOptions();
        Bind(options, """{ "crawler": { "hosts": { "*.example.org": { "delay": "5s", "autoThrottle": true }, "[::1]": { "delay": "1s" }, "a.test": { "delay": "2s" } } } }""");
        Bind(options, """{ "crawler": { "hosts": { "*.EXAMPLE.org": { "delay": null, "concurrentRequests": 2 }, "a.test": null, "b.test": null } } }""");

        Assert.Equal(["*.example.org", "[::1]"], options.Hosts.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(TimeSpan.FromSeconds(1), options.Hosts["[::1]"].Delay);
        var host = options.Hosts["*.example.org"];
        Assert.Equal((null, 2, true, null), (host.Delay, host.ConcurrentRequests, host.AutoThrottle, host.RandomizeDelay));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    public void An_empty_list_empties_the_list(string nothing)
    {
        var options = new CrawlerOptions();
        options.Feeds.Add(new() { Path = "old.jsonl" });

        Bind(options, $$"""{ "crawler": { "feeds": {{nothing}} } }""");

        Assert.Empty(options.Feeds);
    }

    [Theory]
    [InlineData("500, 503")]
    [InlineData(null)]
    public void A_list_of_values_is_an_array_or_one_text_with_commas(string? text)
    {
        var options = new SampleOptions();
        KeyValuePair<string, string>[] settings = text is null
            ? [KeyValuePair.Create("statuses:0", "500"), KeyValuePair.Create("statuses:1", "503")]
            : [KeyValuePair.Create("statuses", text)];

        SettingsBinder.Apply(options, SettingsLayer.CommandLine([.. settings, KeyValuePair.Create("weights:a", "2")]), new());

        Assert.Equal([500, 503], options.Statuses);
        Assert.Equal(2, options.Weights["a"]);
    }

    [Fact]
    public void A_value_of_a_list_that_is_none_is_told_with_its_place()
    {
        var layer = SettingsLayer.CommandLine([KeyValuePair.Create("statuses:0", "500"), KeyValuePair.Create("statuses:1", "all")]);

        var error = Assert.Throws<SettingsException>(() => SettingsBinder.Apply(new SampleOptions(), layer, new()));

        Assert.Equal("command line: 'statuses:1' is 'all' but must be a whole number up to 2147483647.", error.Message);
    }

    [Fact]
    public void Names_are_read_without_regard_to_case()
    {
        var options = new CrawlerOptions();

        Bind(options, """{ "Crawler": { "ConcurrentRequests": 3, "DOWNLOAD": { "verifytls": "FALSE" }, "frontier": { "order": "LastInFirstOut" } } }""");

        Assert.Equal(3, options.ConcurrentRequests);
        Assert.False(options.Download.VerifyTls);
        Assert.Equal(FrontierOrder.LastInFirstOut, options.Frontier.Order);
    }

    [Theory]
    [InlineData("""{ "download": { "dealy": "00:00:01" } }""", "file: unknown setting 'crawler:download:dealy'; did you mean 'crawler:download:delay'?")]
    [InlineData("""{ "downlod": { "delay": "00:00:01" } }""", "file: unknown setting 'crawler:downlod:delay'; did you mean 'crawler:download:delay'?")]
    [InlineData("""{ "DOWNLOAD_DELAY": 2 }""", "file: unknown setting 'crawler:DOWNLOAD_DELAY'; did you mean 'crawler:download:delay'?")]
    [InlineData("""{ "ROBOTSTXT_OBEY": true }""", "file: unknown setting 'crawler:ROBOTSTXT_OBEY'; did you mean 'crawler:robots:obey'?")]
    [InlineData("""{ "CONCURRENT_REQUESTS_PER_DOMAIN": 2 }""", "file: unknown setting 'crawler:CONCURRENT_REQUESTS_PER_DOMAIN'; did you mean 'crawler:concurrentRequestsPerHost'?")]
    [InlineData("""{ "delay": "00:00:01" }""", "file: unknown setting 'crawler:delay'; did you mean 'crawler:download:delay'?")]
    [InlineData("""{ "download": { "obey": true } }""", "file: unknown setting 'crawler:download:obey'; did you mean 'crawler:robots:obey'?")]
    [InlineData("""{ "feeds": [ { "path": "a" }, { "fromat": "csv" } ] }""", "file: unknown setting 'crawler:feeds:1:fromat'; did you mean 'crawler:feeds:1:format'?")]
    [InlineData("""{ "feeds": { "path": "a" } }""", "file: unknown setting 'crawler:feeds:path'; did you mean 'crawler:feeds:0:path'?")]
    [InlineData("""{ "concurrentRequests": [ 3 ] }""", "file: unknown setting 'crawler:concurrentRequests:0'; did you mean 'crawler:concurrentRequests'?")]
    [InlineData("""{ "robots": { "zzz": 1 } }""", "file: unknown setting 'crawler:robots:zzz'; known here are obey, userAgent, maxCrawlDelay, retryInterval, obeyNoFollow, obeyNoIndex.")]
    [InlineData("""{ "concurrentRequests": "many" }""", "file: 'crawler:concurrentRequests' is 'many' but must be a whole number up to 2147483647.")]
    [InlineData("""{ "concurrentRequests": 1.5 }""", "file: 'crawler:concurrentRequests' is '1.5' but must be a whole number up to 2147483647.")]
    [InlineData("""{ "concurrentRequests": null }""", "file: 'crawler:concurrentRequests' is null but must be a whole number up to 2147483647.")]
    [InlineData("""{ "concurrentRequests": "" }""", "file: 'crawler:concurrentRequests' is '' but must be a whole number up to 2147483647.")]
    [InlineData("""{ "concurrentRequests": 3000000000 }""", "file: 'crawler:concurrentRequests' is '3000000000' but must be a whole number up to 2147483647.")]
    [InlineData("""{ "download": { "delay": 2 } }""", "file: 'crawler:download:delay' is '2' but must be a duration such as 00:00:01, 250ms, 1.5s, 5m or 2h.")]
    [InlineData("""{ "download": { "maxBodySize": "1MB" } }""", "file: 'crawler:download:maxBodySize' is '1MB' but must be a whole number.")]
    [InlineData("""{ "robots": { "obey": "yes" } }""", "file: 'crawler:robots:obey' is 'yes' but must be true or false.")]
    [InlineData("""{ "frontier": { "order": "random" } }""", "file: 'crawler:frontier:order' is 'random' but must be one of firstInFirstOut, lastInFirstOut.")]
    [InlineData("""{ "frontier": { "order": 1 } }""", "file: 'crawler:frontier:order' is '1' but must be one of firstInFirstOut, lastInFirstOut.")]
    [InlineData("""{ "robots": true }""", "file: 'crawler:robots' is 'True' but stands for obey, userAgent, maxCrawlDelay, retryInterval, obeyNoFollow, obeyNoIndex.")]
    [InlineData("""{ "feeds": "a.jsonl" }""", "file: 'crawler:feeds' is 'a.jsonl' but must be a list, as crawler:feeds:0:path.")]
    [InlineData("""{ "connectTo": "localhost" }""", "file: 'crawler:connectTo' is 'localhost' but must be a group of names and values, as crawler:connectTo:<name>.")]
    [InlineData("""{ "hosts": { "*.example.org": { "dely": "1s" } } }""", "file: unknown setting 'crawler:hosts:*.example.org:dely'; did you mean 'crawler:hosts:*.example.org:delay'?")]
    [InlineData("""{ "hosts": { "*.example.org": "1s" } }""", "file: 'crawler:hosts:*.example.org' is '1s' but stands for delay, randomizeDelay, concurrentRequests, autoThrottle.")]
    [InlineData("""{ "hosts": { "*.example.org": { "delay": "1" } } }""", "file: 'crawler:hosts:*.example.org:delay' is '1' but must be a duration such as 00:00:01, 250ms, 1.5s, 5m or 2h.")]
    [InlineData("""{ "hosts": "1s" }""", "file: 'crawler:hosts' is '1s' but must be a group of names and values, as crawler:hosts:<name>.")]
    [InlineData("""{ "feeds": [ "a.jsonl" ] }""", "file: 'crawler:feeds:0' is 'a.jsonl' but stands for path, format, overwrite, itemTypes, fields, batchItems, storeEmpty, escapeFormulas.")]
    [InlineData("""{ "extensions": [ "a" ] }""", "file: unknown setting 'crawler:extensions:0'; known here are userAgent, defaultHeaders, concurrentRequests, concurrentRequestsPerHost, concurrentCallbacks, callbackTimeout, concurrentItems, download, hosts, autoThrottle, robots, cookies, auth, proxy, retry, cache, record, replay, depth, urls, traps, referrer, frontier, close, memory, statistics, telemetry, job, connectTo, items, files, images, feeds.")]
    public void What_is_wrong_is_told_with_its_place_and_what_would_be_right(string crawler, string message)
    {
        var error = Assert.Throws<SettingsException>(() => Bind(new(), $$"""{ "crawler": {{crawler}} }"""));

        Assert.Equal(message, error.Message);
    }

    private static void Bind(CrawlerOptions options, string json)
    {
        var root = new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json))).Build();
        SettingsBinder.Apply(options, SettingsLayer.Section("file", root.GetSection("crawler")));
    }

    private sealed class SampleOptions
    {
        public List<int> Statuses { get; set; } = [429];

        public Dictionary<string, int> Weights { get; set; } = [];
    }
}
