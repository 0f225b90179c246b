using System.Security.Cryptography;
using Crawling.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Crawling.Tests.Items;

public sealed class MediaTests : IAsyncLifetime
{
    private static readonly byte[] Png = [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, 1, 2, 3];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crawling-media-");
    private LoopbackSite _site = null!;

    public async Task InitializeAsync() => _site = await LoopbackSite.StartAsync(async context =>
    {
        switch (context.Request.Path.Value)
        {
            case "/page":
                context.Response.ContentType = "text/html";
                await context.Response.WriteAsync("<base href='/deep/'>");
                break;
            case "/empty.bin":
                break;
            case "/lies.png":
                context.Response.ContentType = "image/png";
                await context.Response.WriteAsync("<html>");
                break;
            case "/missing.bin":
                context.Response.StatusCode = 404;
                break;
            case "/moved.bin":
                context.Response.Redirect("/deep/a.bin");
                break;
            default:
                await context.Response.Body.WriteAsync(Png);
                break;
        }
    });

    public async Task DisposeAsync()
    {
        await _site.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Files_are_stored_under_the_hash_of_their_url_and_told_in_the_item()
    {
        List<Doc> items = [];
        var result = await CrawlAsync(items, new Doc("a.bin", "/moved.bin"));

        var files = Assert.Single(items).Files;
        Assert.Equal([_site.Url("/deep/a.bin"), _site.Url("/moved.bin")], files.Select(file => file.Url.Href));
        Assert.All(files, file =>
        {
            Assert.Matches("^[0-9a-f]{2}/[0-9a-f]{64}\\.bin$", file.Path);
            Assert.Equal(Png, File.ReadAllBytes(Path.Combine(_folder.FullName, file.Path)));
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Png)), file.Checksum);
            Assert.Equal(StoredFileStatus.Downloaded, file.Status);
        });
        Assert.Equal((2, 2), (result.Statistics["file_count"], result.Statistics["file_status_count/downloaded"]));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_folder.FullName, ".partial")));
    }

    [Theory]
    [InlineData("/missing.bin")]
    [InlineData("/empty.bin")]
    [InlineData("http://[")]
    [InlineData("ftp://127.0.0.1/a.bin")]
    public async Task What_cannot_be_stored_is_left_out_told_once_and_counted(string url)
    {
        List<Doc> items = [];
        var result = await CrawlAsync(items, new Doc(url, "/a.bin"), new Doc(url));

        Assert.Equal([1, 0], items.Select(item => item.Files.Length));
        Assert.Equal(2, result.Statistics["item_scraped_count"]);
        Assert.Equal(1, result.Statistics["file_count"]);
        Assert.InRange(_site.Requests.Count(path => path == url), 0, 1);
        Assert.InRange(result.Statistics["file_status_count/failed"], 1, 2);
    }

    [Fact]
    public async Task A_file_is_fetched_once_a_crawl_and_again_when_it_has_expired()
    {
        var time = new FakeTime();
        List<Doc> items = [];
        await CrawlAsync(items, time, new Doc("/a.bin", "/a.bin"), new Doc("/a.bin"));
        Assert.Equal([StoredFileStatus.Downloaded, StoredFileStatus.UpToDate], items.SelectMany(item => item.Files).Select(file => file.Status));

        time.Advance(TimeSpan.FromDays(89));
        await CrawlAsync(items, time, new Doc("/a.bin"));
        Assert.Single(_site.Requests, "/a.bin");

        time.Advance(TimeSpan.FromDays(2));
        var result = await CrawlAsync(items, time, new Doc("/a.bin"));
        Assert.Equal(2, _site.Requests.Count(path => path == "/a.bin"));
        Assert.Equal(1, result.Statistics["file_status_count/downloaded"]);
    }

    [Theory]
    [InlineData("/..%2f..%2fetc%2fpasswd", "")]
    [InlineData("/%2e%2e/%2e%2e/x.p%68p", "")]
    [InlineData("/con.txt", ".txt")]
    [InlineData("/a.TXT:stream", "")]
    [InlineData("/a.j%20pg", "")]
    [InlineData("/a.averylongextension", "")]
    [InlineData("/x.tar.gz?a=../../b.exe", ".gz")]
    public async Task No_url_names_a_file_outside_the_folder(string url, string extension)
    {
        List<Doc> items = [];
        await CrawlAsync(items, new Doc(url));

        var file = Assert.Single(Assert.Single(items).Files);
        Assert.Matches($"^[0-9a-f]{{2}}/[0-9a-f]{{64}}{extension.Replace(".", "\\.", StringComparison.Ordinal)}$", file.Path);
        Assert.True(File.Exists(Path.Combine(_folder.FullName, file.Path)));
    }

    [Fact]
    public async Task An_image_is_told_by_its_content()
    {
        List<object> items = [];
        var pictured = new DynamicItem { ["imageUrls"] = (string[])["/picture.php", "/lies.png"] };
        var result = await RunAsync(new(), [pictured], items.Add, options => options.Images.Directory = _folder.FullName);

        var file = Assert.Single(Assert.IsType<StoredFile[]>(Assert.IsType<DynamicItem>(Assert.Single(items))["images"]));
        Assert.EndsWith(".png", file.Path, StringComparison.Ordinal);
        Assert.Equal((1, 1), (result.Statistics["file_status_count/downloaded"], result.Statistics["file_status_count/failed"]));
    }

    [Fact]
    public async Task A_file_over_the_cap_is_not_stored()
    {
        List<object> items = [];
        var result = await RunAsync(new(), [new Doc("/a.bin")], items.Add, options =>
        {
            options.Files.Directory = _folder.FullName;
            options.Files.MaxSize = Png.Length - 1;
        });

        Assert.Empty(Assert.IsType<Doc>(Assert.Single(items)).Files);
        Assert.Equal(1, result.Statistics["file_status_count/failed"]);
    }

    [Fact]
    public async Task An_item_without_a_place_for_its_files_is_an_error_that_says_what_is_missing()
    {
        List<string> errors = [];
        var spider = new SpiderOf { Starting = () => new[] { Output.From(new { fileUrls = _site.Url("/a.bin") }) }.ToAsyncEnumerable() };
        await using var process = new CrawlerProcess(new CrawlerOptions { Files = { UrlsField = "fileUrls", ResultField = "files", Directory = _folder.FullName } });
        _ = process.Crawl(spider);
        using var listening = spider.Crawler.Events.Subscribe<SpiderError>(error => errors.Add(error.Error.Message));
        await process.RunAsync();

        Assert.Equal(
            ["an anonymous type has no field files, where its stored files belong: give it a property as 'public StoredFile[] Files { get; init; } = [];'."],
            errors);
    }

    [Fact]
    public async Task Media_wait_for_nothing_that_waits_for_them()
    {
        List<Doc> items = [];
        Doc[] docs = [.. Enumerable.Range(0, 20).Select(n => new Doc([.. Enumerable.Range(0, 5).Select(m => $"/{n}-{m}.bin")]))];
        var result = await RunAsync(new(), docs, item => items.Add((Doc)item), options =>
        {
            options.Files.Directory = _folder.FullName;
            options.ConcurrentRequests = 2;
            options.ConcurrentItems = 4;
        });

        Assert.Equal(100, items.Sum(item => item.Files.Length));
        Assert.Equal(100, result.Statistics["file_status_count/downloaded"]);
        Assert.InRange(_site.MostAtOnce, 1, 2);
    }

    private Task<CrawlResult> CrawlAsync(List<Doc> items, params Doc[] docs) => CrawlAsync(items, new FakeTime(), docs);

    private Task<CrawlResult> CrawlAsync(List<Doc> items, FakeTime time, params Doc[] docs) =>
        RunAsync(time, docs, item => items.Add((Doc)item), options => options.Files.Directory = _folder.FullName);

    private async Task<CrawlResult> RunAsync(FakeTime time, IReadOnlyList<object> items, Action<object> take, Action<CrawlerOptions> set)
    {
        var options = new CrawlerOptions { Retry = { Times = 0 } };
        set(options);
        var spider = new SpiderOf { Urls = [_site.Url("/page")], Parse = _ => items.Select(Output.From).ToAsyncEnumerable() };
        await using var services = new ServiceCollection().AddSingleton<TimeProvider>(time).BuildServiceProvider();
        await using var process = new CrawlerProcess(options, services);
        var crawl = process.Crawl(spider);
        using var listening = spider.Crawler.Events.Subscribe<ItemScraped>(scraped => take(scraped.Item));
        await process.RunAsync();
        return await crawl;
    }

    private sealed record Doc(params string[] FileUrls) : Item
    {
        public StoredFile[] Files { get; init; } = [];
    }
}
