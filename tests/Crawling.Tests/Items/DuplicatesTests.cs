using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Crawling.Items;
using Crawling.Tests.Jobs;

namespace Crawling.Tests.Items;

public class DuplicatesTests
{
    [Fact]
    public async Task Of_items_with_one_key_the_first_is_kept()
    {
        List<string> reasons = [];
        var result = await ValidationTests.CrawlAsync(
            [new Book("1", "a", 1), new Book("1", "b", 2), new Book("2", "a", 3), new Other("1", "a"), new Book("1", "a", 4)], reasons);

        Assert.Equal(4, result.Statistics["item_scraped_count"]);
        Assert.Equal(1, result.Statistics["item_dropped_reasons_count/Duplicate"]);
        Assert.Equal(["a duplicate: id \"1\", edition \"a\" was there before"], reasons);
    }

    [Fact]
    public async Task The_settings_name_the_key_of_items_of_any_type()
    {
        object[] items = [new DynamicItem { ["url"] = "a" }, new { url = "a", n = 1 }, new { url = "a", n = 2 }, new DynamicItem { ["url"] = "a" }];
        var result = await ValidationTests.CrawlAsync(items, [], options => options.Items.Key = ["url"]);

        Assert.Equal((2, 2), (result.Statistics["item_scraped_count"], result.Statistics["item_dropped_count"]));
    }

    [Fact]
    public async Task An_item_without_any_of_its_key_is_no_duplicate()
    {
        var result = await ValidationTests.CrawlAsync([new Other(null, "a"), new Other(null, "b")], []);

        Assert.Equal(2, result.Statistics["item_scraped_count"]);
    }

    [Fact]
    public async Task An_item_that_goes_no_further_leaves_its_key_to_the_next()
    {
        var result = await ValidationTests.CrawlAsync(
            [new Book("1", "a", 0), new Book("1", "a", 1), new Book("1", "a", 2)], [], options => options.ItemPipelines.Add<DropsZero>());

        Assert.Equal((1, 2), (result.Statistics["item_scraped_count"], result.Statistics["item_dropped_count"]));
    }

    [Fact]
    public void A_key_is_saved_once_its_page_is_acknowledged_and_not_before()
    {
        ItemKeys keys = new();
        Assert.True(keys.TryTake(1));
        Assert.True(keys.TryTake(2));
        keys.Keep([1]);

        var saved = keys.TakeChanges().ToDictionary(change => change.Key, change => change.Value!);
        ItemKeys afterKill = new();
        afterKill.Restore(saved);

        Assert.False(afterKill.TryTake(1));
        Assert.True(afterKill.TryTake(2));
        Assert.Empty(keys.TakeChanges());
    }

    [Fact]
    public void Keys_are_saved_as_they_come_and_all_are_restored()
    {
        ItemKeys keys = new();
        Dictionary<string, byte[]> saved = [];
        for (var i = 0; i < 1000; i += 10)
        {
            if (i == 500)
            {
                keys = new();
                keys.Restore(saved);
            }

            keys.Keep([.. Enumerable.Range(i, 10).Select(n => (UInt128)n)]);
            foreach (var change in keys.TakeChanges())
            {
                saved[change.Key] = change.Value!;
                Assert.InRange(change.Value!.Length, 16, 4096);
            }
        }

        ItemKeys restored = new();
        restored.Restore(saved);
        Assert.All(Enumerable.Range(0, 1000), n => Assert.False(restored.TryTake((UInt128)n)));
        Assert.True(restored.TryTake(1000));
        Assert.Equal(4, saved.Count);
    }

    [Fact]
    public async Task A_resumed_job_knows_the_items_of_its_former_runs()
    {
        await using var crawl = await JobCrawl.StartAsync(_ => "page");
        SpiderOf Spider() => new() { Urls = [.. Enumerable.Range(0, 20).Select(n => crawl.Site.Url($"/{n}"))], Parse = Parse };

        await crawl.RunAsync(Spider(), options => options.Close.Pages = 3);
        var result = await crawl.RunAsync(Spider());

        Assert.Equal((2, 18), (result.Statistics["item_scraped_count"], result.Statistics["item_dropped_count"]));

        static async IAsyncEnumerable<Output> Parse(Response response)
        {
            await Task.CompletedTask;
            yield return new Other(response.Url.Path == "/19" ? "last" : "same", response.Url.Path);
        }
    }

    private sealed record Book([property: Key] string Id, [property: Key] string Edition, int Price) : Item;

    private sealed record Other([property: Key, JsonIgnore] string? Id, string Text) : Item;

    private sealed class DropsZero : ItemPipeline<Book>
    {
        protected override ValueTask<Book> ProcessAsync(Book item, ItemContext context) =>
            item.Price > 0 ? new(item) : throw new DropItemException("zero");
    }
}
