using Microsoft.Extensions.Logging;

namespace Crawling.Tests.Items;

public sealed partial class IncompleteItemTests
{
    private const string Quotes = "<div>a<b>A</b></div><div>b</div><div>c<b>C</b></div><div>d</div>";

    [Fact]
    public async Task An_item_that_lacks_a_field_is_left_out_counted_and_told_of_once()
    {
        await using var site = await LoopbackSite.StartAsync(_ => Quotes);
        var log = new RecordingLogger();
        var reason = $"Quote.Author: nothing matches 'b::text' on {site.Url("/page")}";
        await using var services = Services.With(log);
        await using var process = new CrawlerProcess(services: services);
        var spider = new SpiderOf { Urls = [site.Url("/page")], Parse = All };
        var crawl = process.Crawl(spider);
        List<string> reasons = [];
        using var events = spider.Crawler.Events.Subscribe<ItemIncomplete>(incomplete => reasons.Add(incomplete.Reason));

        await process.RunAsync();
        var result = await crawl;

        Assert.Equal((2, 2), (result.Statistics["item_scraped_count"], result.Statistics["item_dropped_count"]));
        Assert.Equal(2, result.Statistics["item_dropped_reasons_count/Missing/author"]);
        Assert.Equal($"An item is left out. {reason}", Assert.Single(log.Lines, line => line.Level == LogLevel.Warning).Text);
        Assert.Equal([reason, reason], reasons);
    }

    [Theory]
    [InlineData("/one")]
    [InlineData("/fetched")]
    public async Task A_callback_without_its_one_item_has_ended_and_keeps_what_it_has_yielded(string path)
    {
        await using var site = await LoopbackSite.StartAsync(_ => "<div>b</div>");

        var result = await CrawlOnce.RunAsync(new SpiderOf { Urls = [site.Url(path)], Parse = One });

        Assert.Equal((1, 1), (result.Statistics["item_scraped_count"], result.Statistics["item_dropped_count"]));
        Assert.Equal(0, result.Statistics["spider_exceptions/count"]);
    }

    [Fact]
    public async Task Items_of_a_page_that_a_callback_fetches_are_left_out_like_its_own()
    {
        await using var site = await LoopbackSite.StartAsync(_ => Quotes);

        var result = await CrawlOnce.RunAsync(new SpiderOf { Urls = [site.Url("/")], Parse = Fetched });

        Assert.Equal((2, 2), (result.Statistics["item_scraped_count"], result.Statistics["item_dropped_count"]));

        async IAsyncEnumerable<Output> Fetched(Response response)
        {
            var other = await response.FetchAsync(new Request(site.Url("/other")));
            foreach (var quote in other.Extract<Quote>("div"))
            {
                yield return quote;
            }
        }
    }

    [Fact]
    public void Outside_a_crawl_it_is_an_error() =>
        Assert.Throws<DropItemException>(() => Selector.FromHtml(Quotes).Extract<Quote>("div"));

    private static async IAsyncEnumerable<Output> All(Response response)
    {
        await Task.CompletedTask;
        foreach (var quote in response.Extract<Quote>("div"))
        {
            yield return quote;
        }
    }

    private static async IAsyncEnumerable<Output> One(Response response)
    {
        var page = response.Url.Path == "/fetched" ? await response.FetchAsync(new Request(response.UrlJoin("/other"))) : response;
        yield return Output.From(new { First = 1 });
        yield return page.Extract<Quote>();
        yield return Output.From(new { Second = 2 });
    }

    private sealed partial record Quote([Css("::text")] string Text, [Css("b::text")] string Author) : Item;
}
