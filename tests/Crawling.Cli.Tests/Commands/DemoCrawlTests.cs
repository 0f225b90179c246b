using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace Crawling.Cli.Tests.Commands;

/// <summary>The spiders of this repository, run as a user runs them.</summary>
public sealed class DemoCrawlTests : IClassFixture<DemoCrawlTests.Project>
{
    private readonly ProjectFolder _project;

    public DemoCrawlTests(Project project) => _project = project.Folder;

    [Fact]
    public async Task Quotes_are_a_hundred_each_once()
    {
        var outcome = await _project.RunAsync("crawl", "quotes", "--demo", "-O", "quotes.jsonl", "--quiet");

        Assert.Equal((0, "", ""), (outcome.ExitCode, outcome.Output, outcome.Error));
        var quotes = Items("quotes.jsonl");
        Assert.Equal(100, quotes.Count);
        Assert.Equal(100, quotes.DistinctBy(quote => quote.GetProperty("text").GetString()).Count());
    }

    [Fact]
    public async Task An_argument_picks_the_quotes_of_a_tag()
    {
        var outcome = await _project.RunAsync("crawl", "quotes", "--demo", "-a", "tag=love", "-O", "love.jsonl", "--quiet");

        Assert.Equal((0, "", ""), (outcome.ExitCode, outcome.Output, outcome.Error));
        var quotes = Items("love.jsonl");
        Assert.NotEmpty(quotes);
        Assert.All(quotes, quote => Assert.Contains("love", quote.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString())));
    }

    [Fact]
    public async Task The_login_gives_what_is_there_only_after_it()
    {
        var outcome = await _project.RunAsync("crawl", "login", "--demo", "-O", "login.jsonl", "--quiet");

        Assert.Equal((0, "", ""), (outcome.ExitCode, outcome.Output, outcome.Error));
        var quotes = Items("login.jsonl");
        Assert.Equal(100, quotes.Count);
        Assert.All(quotes, quote => Assert.StartsWith("http://goodreads.com/", quote.GetProperty("goodreads").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_login_that_fails_ends_the_crawl()
    {
        var outcome = await _project.RunAsync("crawl", "login", "--demo", "-a", "password=", "-O", "failed.jsonl");

        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("login_failed", outcome.Error, StringComparison.Ordinal);
        Assert.Empty(Items("failed.jsonl"));
    }

    [Fact]
    public async Task Books_are_a_thousand_each_once_in_every_format()
    {
        string[] formats = ["jsonl", "json", "csv", "xml"];
        var outcome = await _project.RunAsync(["crawl", "books", "--demo", .. formats.SelectMany(format => new[] { "-O", $"books.{format}" }), "--quiet"]);

        Assert.Equal((0, "", ""), (outcome.ExitCode, outcome.Output, outcome.Error));
        var books = Items("books.jsonl");
        Assert.Equal((1000, 1000), (books.Count, books.DistinctBy(book => book.GetProperty("upc").GetString()).Count()));
        Assert.All(books, book => Assert.True(book.GetProperty("price").GetDecimal() > 0));
        Assert.All(formats, format =>
        {
            var text = _project.Read($"books.{format}");
            Assert.All(books, book => Assert.Contains(book.GetProperty("upc").GetString()!, text, StringComparison.Ordinal));
        });
    }

    [Fact]
    public async Task Images_are_the_covers_of_the_books_each_a_file()
    {
        const string Poetry = "https://books.toscrape.com/catalogue/category/books/poetry_23/index.html";
        var outcome = await _project.RunAsync("crawl", "images", "--demo", "-a", $"start={Poetry}", "-O", "covers.jsonl", "--quiet");

        Assert.Equal((0, "", ""), (outcome.ExitCode, outcome.Output, outcome.Error));
        var covers = Items("covers.jsonl");
        Assert.NotEmpty(covers);
        Assert.All(covers, cover =>
        {
            var image = Assert.Single(cover.GetProperty("images").EnumerateArray());
            Assert.Equal("downloaded", image.GetProperty("status").GetString());
            var file = File.ReadAllBytes(Path.Combine(_project.Root, "covers", image.GetProperty("path").GetString()!));
            Assert.Equal(image.GetProperty("checksum").GetString(), Convert.ToHexStringLower(SHA256.HashData(file)));
            Assert.Equal([0xFF, 0xD8, 0xFF], file[..3]);
        });
    }

    [Theory]
    [InlineData("scroll", "text", 100)]
    [InlineData("sitemap", "upc", 1000)]
    public async Task Endless_scroll_and_sitemap_bring_every_item_once(string spider, string key, int count)
    {
        var outcome = await _project.RunAsync("crawl", spider, "--demo", "-O", $"{spider}.jsonl", "--quiet");

        Assert.Equal((0, "", ""), (outcome.ExitCode, outcome.Output, outcome.Error));
        var items = Items($"{spider}.jsonl");
        Assert.Equal((count, count), (items.Count, items.DistinctBy(item => item.GetProperty(key).GetString()).Count()));
    }

    private List<JsonElement> Items(string path) =>
        [.. _project.Read(path).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    private static string InRepository(string path, [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", path);

    public sealed class Project : IDisposable
    {
        public Project()
        {
            foreach (var spider in new[] { "quotes.cs", "books.cs", "login.cs", "scroll.cs", "sitemap.cs", "images.cs" })
            {
                Folder.Write($"spiders/{spider}", File.ReadAllText(InRepository($"spiders/{spider}")));
            }

            Folder.Compile();
        }

        internal ProjectFolder Folder { get; } = new(File.ReadAllText(InRepository("crawler.json")));

        public void Dispose() => Folder.Dispose();
    }
}
