using Crawling.Configuration;
using Crawling.Testing;
using Microsoft.AspNetCore.Http;

namespace Crawling.Tests;

public class FromScrapyPageTests
{
    private readonly DocsPage _page = new("from-scrapy.md");

    [Fact]
    public void The_examples_of_the_page_are_compiled()
    {
        Assert.Equal(3, _page.Examples.Count);
        _page.AssertCompiledIn("tests/Crawling.Tests/Docs/FromScrapyExamples.cs");
    }

    [Fact]
    public void What_the_page_names_of_the_public_api_and_the_settings_is_there() => PublicNames.AssertThere(_page);

    [Fact]
    public void Every_setting_of_the_table_is_one()
    {
        var rows = _page.RowsUnder("Settings").ToList();
        var settings = SettingsModel.Of(typeof(CrawlerOptions)).Select(setting => setting.Name)
            .Concat(SettingsView.Values(new CrawlerOptions()).Select(value => value.Path));

        Assert.InRange(rows.Count, 50, 100);
        Assert.Subset(settings.ToHashSet(), rows.Select(row => DocsPage.InBackticks(row[1]).Single()).ToHashSet());
        Assert.Equal(rows.Select(row => row[0]).Distinct(), rows.Select(row => row[0]));
    }

    [Fact]
    public async Task The_spider_of_the_page_brings_every_quote_and_every_author()
    {
        await using var site = await DemoSite.StartAsync();
        var options = new CrawlerOptions();
        site.Configure(options);
        await using var process = new CrawlerProcess(options);

        var items = await process.ItemsAsync<FromScrapyExamples.Quotes>().ToListAsync();

        var quotes = items.OfType<FromScrapyExamples.Quote>().ToList();
        var authors = items.OfType<FromScrapyExamples.Author>().ToList();
        Assert.Equal(100, quotes.Count);
        Assert.All(quotes, quote => Assert.DoesNotContain(quote.Text, text => text is '“' or '”'));
        Assert.Equal(quotes.Select(quote => quote.Author).Distinct().Order(), authors.Select(author => author.Name).Order());
        Assert.All(authors, author => Assert.StartsWith("https://quotes.toscrape.com/", author.FirstSeen, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_middleware_of_the_page_has_a_busy_page_tried_again()
    {
        var answers = 0;
        await using var site = await LoopbackSite.StartAsync(context =>
        {
            var busy = Interlocked.Increment(ref answers) == 1;
            return context.Response.WriteAsync(busy ? "<title>Busy</title>" : $"<title>{context.Request.Headers["X-Client"]}</title>");
        });
        var titles = new List<string?>();
        var spider = new SpiderOf { Urls = [site.Url("/")], Parse = Parse, Settings = Configure };

        await CrawlOnce.RunAsync(spider);

        Assert.Equal(["quotes"], titles);

        static void Configure(CrawlerOptions options)
        {
            options.Retry.BaseDelay = TimeSpan.Zero;
            options.DownloaderMiddleware.InsertAfter<RetryMiddleware, FromScrapyExamples.BusyPage>();
        }

        async IAsyncEnumerable<Output> Parse(Response response)
        {
            await Task.CompletedTask;
            titles.Add(Selector.FromHtml(response.Text).Css("title::text").Get());
            yield break;
        }
    }
}
