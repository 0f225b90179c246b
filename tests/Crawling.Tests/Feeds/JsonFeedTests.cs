using Crawling.Feeds;
using System.Text.Json;

namespace Crawling.Tests.Feeds;

public sealed class JsonFeedTests : IDisposable
{
    private readonly FeedFolder _folder = new();

    [Fact]
    public async Task JSON_Lines_has_an_item_a_line()
    {
        var text = await _folder.CrawlAsync("a.jsonl", new { n = 1, s = "é\n" }, new DynamicItem { ["x"] = null });

        Assert.Equal("{\"n\":1,\"s\":\"é\\n\"}\n{\"x\":null}\n", text);
    }

    [Fact]
    public async Task JSON_is_one_array_with_an_item_a_line()
    {
        var text = await _folder.CrawlAsync("a.json", new { n = 1 }, new { n = 2 });

        Assert.Equal("[\n{\"n\":1},\n{\"n\":2}\n]\n", text);
        Assert.Equal(2, JsonDocument.Parse(text).RootElement.GetArrayLength());
    }

    [Fact]
    public async Task A_crawl_without_items_is_an_empty_array_and_no_lines()
    {
        Assert.Equal("[]\n", await _folder.CrawlAsync("a.json"));
        Assert.Equal("", await _folder.CrawlAsync("a.jsonl"));
    }

    [Theory]
    [InlineData("a.json")]
    [InlineData("a.jsonl")]
    public async Task The_length_after_each_response_never_holds_a_closing(string name)
    {
        await using var feeds = FeedFolder.Open(_folder.Feed(name));
        await FeedFolder.WriteAsync(feeds, new { n = 1 });
        Assert.Equal(new FileInfo(_folder.Path(name)).Length, feeds.Status[0].Bytes);
        var first = _folder.Read(name);

        await FeedFolder.WriteAsync(feeds, new { n = 2 }, new { n = 3 });
        await feeds.CloseAsync(FeedEnd.Keep);

        Assert.StartsWith(first, _folder.Read(name), StringComparison.Ordinal);
        Assert.Equal(3, feeds.Status[0].Items);
        Assert.DoesNotContain("]", first, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
