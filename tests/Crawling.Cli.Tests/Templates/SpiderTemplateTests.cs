using System.Reflection;
using Crawling.Testing;

namespace Crawling.Cli.Tests.Templates;

public sealed class SpiderTemplateTests
{
    private static readonly (string Template, string Page)[] Pages =
        [("basic", ""), ("links", "start"), ("sitemap", ""), ("xml", "feed.xml"), ("csv", "prices.csv"), ("api", "api")];

    [Fact]
    public async Task Every_template_compiles_without_a_warning_and_runs_as_it_stands()
    {
        Assert.Equal(SpiderTemplate.Names, Pages.Select(entry => entry.Template));
        await using var site = await TemplateSite.StartAsync();
        using var project = new ProjectFolder();
        foreach (var (template, page) in Pages)
        {
            project.Write($"spiders/{template}.cs", SpiderTemplate.Of(template).Fill(SpiderClass.Of($"{template}-one"), site.Root + page).Text);
        }

        var sources = SpiderProject.Find(project.Root)!;
        var compiled = new SpiderCompiler(sources).Compile([.. sources.Sources().Select(SpiderSource.Read)], []);
        Assert.Empty(compiled.Warnings);
        var spiders = SpiderCatalog.Of(Assembly.Load(compiled.Assembly));

        foreach (var (template, _) in Pages)
        {
            var crawl = await SpiderTest.CrawlAsync((Spider)Activator.CreateInstance(spiders.Find($"{template}-one"))!);

            Assert.Empty(crawl.Failures);
            Assert.Equal(["One", "Two"], crawl.Items.Select(TitleOf).Order());
        }
    }

    [Theory]
    [InlineData("book-shop", "BookShop", "book-shop")]
    [InlineData("books_2", "Books2", "books2")]
    [InlineData("BookShopSpider", "BookShopSpider", "book-shop")]
    [InlineData("page", "PageSpider", "page")]
    [InlineData("request", "RequestSpider", "request")]
    [InlineData("spider", "SpiderSpider", "spider")]
    public void A_class_is_named_as_the_spider_and_as_nothing_else(string name, string type, string spider)
    {
        var filled = SpiderTemplate.Of("basic").Fill(SpiderClass.Of(name), "https://shop.example/");

        Assert.Contains($"class {type} : Spider", filled.Text, StringComparison.Ordinal);
        Assert.Equal((spider, spider), (filled.Spider, SpiderName.Of(type)));
    }

    [Fact]
    public void A_url_stands_in_code_as_it_is()
    {
        var text = SpiderTemplate.Of("basic").Fill(SpiderClass.Of("shop"), """https://www.example.com:8080/a?b=\"c""").Text;

        Assert.Contains("""StartUrls => ["https://www.example.com:8080/a?b=\\%22c"];""", text, StringComparison.Ordinal);
        Assert.Contains("""AllowedDomains => ["www.example.com"];""", text, StringComparison.Ordinal);
    }

    private static object? TitleOf(object item) => item is DynamicItem row ? row["title"] : item.GetType().GetProperty("Title")!.GetValue(item);
}
