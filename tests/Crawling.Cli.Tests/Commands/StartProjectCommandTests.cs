namespace Crawling.Cli.Tests.Commands;

public sealed class StartProjectCommandTests : IDisposable
{
    private readonly ProjectFolder _folder = new(settings: null);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Projects_and_spiders_are_made_where_nothing_is()
    {
        var made = await _folder.RunAsync("startproject", "shop", "--url", "books.example");
        Assert.Equal((0, ""), (made.ExitCode, made.Error));
        Assert.Contains("crawler crawl example -O items.jsonl", made.Output, StringComparison.Ordinal);
        (await _folder.RunAsync("startproject", "other", "shop")).IsRefused("'shop' is not empty");

        var spider = await _folder.RunInAsync("shop", "genspider", "prices", "https://books.example/prices.csv", "-t", "csv");
        Assert.Equal((0, ""), (spider.ExitCode, spider.Error));
        (await _folder.RunInAsync("shop", "genspider", "prices", "books.example")).IsRefused("spiders/prices.cs is there already");
        Assert.Contains(": CsvFeedSpider", _folder.Read("shop/spiders/prices.cs"), StringComparison.Ordinal);

        Assert.Equal("example\nprices\n", (await _folder.RunInAsync("shop", "list")).Output);
    }
}
