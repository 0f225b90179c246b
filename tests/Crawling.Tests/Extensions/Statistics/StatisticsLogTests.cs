using System.Text.Json;
using Crawling.Extensions;
using Crawling.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Crawling.Tests.Extensions;

public sealed class StatisticsLogTests
{
    [Theory]
    [InlineData("line")]
    [InlineData("table")]
    [InlineData("json")]
    public async Task Totals_and_what_has_changed_are_told_at_each_interval(string format)
    {
        var time = new FakeTime();
        await using var services = new ServiceCollection().AddSingleton<TimeProvider>(time).BuildServiceProvider();
        await using var process = new CrawlerProcess(Settings.Of("statistics:logInterval=30s", $"statistics:logFormat={format}"), services);
        var crawler = process.CreateCrawler(new SpiderOf());
        var log = new RecordingLogger();
        var told = new StatisticsLog(crawler, process.Reactor, log);
        crawler.Statistics.Add("response_received_count", 1000);
        process.Reactor.CallWhenRunning(() =>
        {
            told.Start();
            crawler.Statistics.Add("response_received_count", 30);
            crawler.Statistics.Add("item_scraped_count", 2);
            time.Advance(TimeSpan.FromSeconds(30));
            process.Reactor.Post(() => process.Reactor.Post(process.Reactor.Stop));
        });
        process.Reactor.Run();
        told.Stop();

        var text = Assert.Single(log.Lines).Text;
        switch (format)
        {
            case "line":
                Assert.Equal("Crawled 1030 pages (at 60 pages/min), scraped 2 items (at 4 items/min), 0 requests wait", text);
                break;
            case "table":
                Assert.Matches(@"\n  item_scraped_count +2 +\+2\n  response_received_count +1030 +\+30$", text);
                break;
            default:
                using (var json = JsonDocument.Parse(text))
                {
                    Assert.DoesNotContain('\n', text);
                    Assert.Equal(60, json.RootElement.GetProperty("pages_per_minute").GetInt64());
                    Assert.Equal(1030, json.RootElement.GetProperty("total").GetProperty("response_received_count").GetInt64());
                    Assert.Equal(30, json.RootElement.GetProperty("change").GetProperty("response_received_count").GetInt64());
                }

                break;
        }
    }

    [Fact]
    public async Task A_crawl_tells_as_often_as_its_settings_say_or_not_at_all()
    {
        await using var site = await LoopbackSite.StartAsync(async context => await Task.Delay(200));

        Assert.NotEmpty(await LinesAsync(site, "statistics:logInterval=10ms"));
        Assert.Empty(await LinesAsync(site, "statistics:logInterval=null"));

        static async Task<IEnumerable<LogLine>> LinesAsync(LoopbackSite site, string setting)
        {
            var log = new RecordingLogger();
            await using var services = Services.With(log);
            await CrawlOnce.RunAsync(new SpiderOf { Urls = [site.Url("/")] }, Settings.Of(setting), services);
            return log.Lines.Where(line => line.Text.StartsWith("Crawled ", StringComparison.Ordinal));
        }
    }
}
