using Crawling.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Crawling.EndToEnd.Tests.Hosting;

/// <summary>The examples of docs/hosting.md that are not in the sample host.</summary>
public sealed class HostingExamples
{
    [Fact]
    public async Task Every_example_of_the_page_is_compiled()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Crawler.sln")))
        {
            root = root.Parent!;
        }

        var page = await File.ReadAllTextAsync(Path.Combine(root.FullName, "docs", "hosting.md"));
        string[] folders = ["tests/SampleHost", "tests/Crawling.EndToEnd.Tests/Hosting"];
        var sources = folders
            .SelectMany(folder => Directory.GetFiles(Path.Combine(root.FullName, folder), "*.cs"))
            .Select(file => Unindented(File.ReadAllText(file)));
        var compiled = string.Join('\n', sources);

        var examples = page.Split("```csharp\n").Skip(1).Select(rest => rest[..rest.IndexOf("```", StringComparison.Ordinal)]).ToArray();

        Assert.Equal(4, examples.Length);
        Assert.All(examples, example => Assert.Contains(Unindented(example), compiled, StringComparison.Ordinal));

        static string Unindented(string text) => string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim()));
    }

    [Fact]
    public async Task A_web_app_shows_the_health_of_its_crawls()
    {
        await using var site = await LoopbackSite.StartAsync(path => path);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration["Crawler:Robots:Obey"] = "false";
        builder.Configuration["Shop"] = site.Address;
        builder.Configuration["Crawler:Download:BlockPrivateAddresses"] = "false";
        builder.Services.AddScoped<Basket>();

        builder.Services.AddCrawler(builder.Configuration.GetSection("Crawler"), options => options.Close.After = TimeSpan.FromHours(1))
            .AddSpider<Shop>()
            .AddHostedCrawl("shop", crawl => crawl.Interval = TimeSpan.FromHours(6));

        await using var app = builder.Build();
        app.MapHealthChecks("/health");

        await app.StartAsync();
        using var browser = new HttpClient();
        Assert.Equal("Healthy", await browser.GetStringAsync(app.Urls.First() + "/health"));
        await app.StopAsync();
    }

    [Fact]
    public async Task Parts_of_a_crawl_share_what_is_scoped()
    {
        await using var site = await LoopbackSite.StartAsync(path => path);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration["Shop"] = site.Address;
        builder.Configuration["Crawler:Download:BlockPrivateAddresses"] = "false";

        builder.Services.AddScoped<Basket>();
        builder.AddCrawler()
            .AddSpider<Shop>()
            .AddItemPipeline<PutIntoBasket>()
            .AddHostedCrawl("shop", crawl => crawl.StopHostWhenDone = true);

        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        await app.RunAsync();
        Assert.Equal(["/"], site.Requests.Where(path => path != "/robots.txt"));
    }
}

public sealed record Article(string Address) : Item;

public sealed class Shop(IConfiguration configuration, Basket basket) : Spider
{
    public override IEnumerable<string> StartUrls => [configuration["Shop"]!];

    public override async IAsyncEnumerable<Output> ParseAsync(Response response)
    {
        await Task.CompletedTask;
        yield return new Article(response.Url.Href);
    }

    public override ValueTask ClosedAsync(CloseReason reason) => basket.CheckOutAsync();
}

public sealed class PutIntoBasket(Basket basket) : ItemPipeline<Article>
{
    protected override ValueTask<Article> ProcessAsync(Article item, ItemContext context)
    {
        basket.Add(item);
        return new(item);
    }
}

/// <summary>Stands for a unit of work, as a database context is one.</summary>
public sealed class Basket
{
    private readonly List<Article> _articles = [];

    public void Add(Article article) => _articles.Add(article);

    public ValueTask CheckOutAsync()
    {
        _articles.Clear();
        return default;
    }
}
