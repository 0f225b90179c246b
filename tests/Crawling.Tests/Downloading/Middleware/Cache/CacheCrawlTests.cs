using System.IO.Compression;
using Crawling.Tests.Configuration;
using Microsoft.AspNetCore.Http;

namespace Crawling.Tests.Downloading.Cache;

/// <summary>Whole crawls, the second of them from the cache of the first.</summary>
public sealed class CacheCrawlTests : IDisposable
{
    private readonly ProjectFolder _folder = new("""{ "crawler": { "cache": { "policy": "everything" } } }""");

    [Fact]
    public async Task A_crawl_from_the_cache_asks_for_nothing_and_waits_for_nothing()
    {
        await using var site = await LoopbackSite.StartAsync(AnswerAsync, robots: context => context.Response.WriteAsync("User-agent: *\nCrawl-delay: 3600"));
        var first = await CrawlAsync(site, options => options.Robots.MaxCrawlDelay = TimeSpan.Zero);
        var asked = site.Requests.Count;

        // Were any of its requests taken for sent, the next one would wait for an hour.
        var second = await CrawlAsync(site, options => options.Download.Delay = options.Robots.MaxCrawlDelay = TimeSpan.FromHours(1));

        Assert.Equal(["/", "/a", "/there"], first.Select(response => response.Url.Path).Order());
        Assert.Equal(first.Select(AllOf).Order(), second.Select(AllOf).Order());
        Assert.All(second, response => Assert.Equal(["cached"], response.Flags));
        Assert.Equal(asked, site.Requests.Count);
        Assert.True(File.Exists(Path.Combine(_folder.Path, ".crawler", "cache.db")));
    }

    [Fact]
    public async Task Nothing_is_kept_unless_it_is_asked_for()
    {
        await using var site = await LoopbackSite.StartAsync(AnswerAsync);

        await CrawlAsync(site, options => options.Cache.Policy = CachePolicy.Off);

        Assert.False(Directory.Exists(Path.Combine(_folder.Path, ".crawler")));
    }

    [Fact]
    public async Task A_body_that_is_saved_as_it_comes_is_fetched_anew_each_time()
    {
        await using var site = await LoopbackSite.StartAsync(AnswerAsync);
        var file = Path.Combine(_folder.Path, "a");
        for (var crawl = 0; crawl < 2; crawl++)
        {
            var spider = new SpiderOf { Starting = () => new Output[] { new Request(site.Url("/a")) { SaveTo = file } }.ToAsyncEnumerable() };
            await CrawlOnce.RunAsync(spider, _folder.Layers().Load());
            Assert.StartsWith("/a", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
            File.Delete(file);
        }

        Assert.Equal(["/a", "/a"], site.Requests);
    }

    public void Dispose() => _folder.Dispose();

    private static string AllOf(Response response) => $"{response.Url.Path} {response.Status} {response.Text} {response.RedirectedFrom.Count}";

    /// <summary>A page in gzip that sets a cookie, one that shows it, and a redirect.</summary>
    private static async Task AnswerAsync(HttpContext context)
    {
        switch (context.Request.Path)
        {
            case "/":
                context.Response.Headers.SetCookie = "a=b";
                context.Response.Headers.ContentEncoding = "gzip";
                await using (var gzip = new GZipStream(context.Response.Body, CompressionLevel.Fastest))
                {
                    await gzip.WriteAsync("<a href=/a>a</a><a href=/moved>b</a>"u8.ToArray());
                }

                break;
            case "/moved":
                context.Response.Redirect("/there");
                break;
            default:
                await context.Response.WriteAsync($"{context.Request.Path} {context.Request.Headers.Cookie}");
                break;
        }
    }

    private async Task<List<Response>> CrawlAsync(LoopbackSite site, Action<CrawlerOptions> settings)
    {
        var responses = new List<Response>();
        var spider = new SpiderOf { Urls = [site.Url("/")], Parse = Parse, Settings = settings };
        var options = _folder.Layers().Load();
        Assert.Null((await CrawlOnce.RunAsync(spider, options)).Error);
        return responses;

        async IAsyncEnumerable<Output> Parse(Response response)
        {
            await Task.Yield();
            responses.Add(response);
            foreach (var request in response.Url.Path == "/" ? response.FollowAll(response.Css("a")) : [])
            {
                yield return request;
            }
        }
    }
}
