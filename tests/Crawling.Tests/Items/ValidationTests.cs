using System.ComponentModel.DataAnnotations;

namespace Crawling.Tests.Items;

public class ValidationTests
{
    public static TheoryData<object, string, string> Broken { get; } = new()
    {
        { new Priced("", 1), "Required/title", "title is '' (Required: The title field is required.)" },
        { new Priced("T", -1), "Range/price", "price is -1 (Range: The field price must be between 0 and 1000.)" },
        { new Priced(null, 2000), "Required/title", "title is null (Required: The title field is required.); price is 2000 (Range: The field price must be between 0 and 1000.)" },
        { new Tagged { Tags = [] }, "MinLength/the-tags", "the-tags is a list of 0 (MinLength: The field the-tags must be a string or array type with a minimum length of '1'.)" },
        { new Dated(2, 1), "Validate", "Validate: From is after To." },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task An_item_that_breaks_a_rule_is_dropped_with_the_field_the_rule_and_a_count(object item, string rule, string reason)
    {
        List<string> reasons = [];
        var result = await CrawlAsync([item, new Priced("T", 1)], reasons);

        Assert.Equal([$"invalid: {reason}"], reasons);
        Assert.Equal((1, 1), (result.Statistics["item_dropped_count"], result.Statistics["item_scraped_count"]));
        Assert.Equal(1, result.Statistics[$"item_dropped_reasons_count/{rule}"]);
    }

    [Fact]
    public async Task Items_are_not_checked_if_the_settings_say_so()
    {
        var result = await CrawlAsync([new Priced("", -1)], [], options => options.Items.Validate = false);

        Assert.Equal(1, result.Statistics["item_scraped_count"]);
    }

    [Fact]
    public void A_type_without_annotations_has_no_rules() => Assert.Null(Crawling.Items.ItemRules.Of(typeof(Plain)));

    internal static async Task<CrawlResult> CrawlAsync(IEnumerable<object> items, List<string> reasons, Action<CrawlerOptions>? set = null)
    {
        var spider = new SpiderOf { Starting = () => items.Select(Output.From).ToAsyncEnumerable(), Settings = set };
        await using var process = new CrawlerProcess();
        var crawl = process.Crawl(spider);
        using var drops = spider.Crawler.Events.Subscribe<ItemDropped>(drop => reasons.Add(drop.Reason));
        await process.RunAsync();
        return await crawl;
    }

    private sealed record Plain(string Title) : Item;

    private sealed record Priced([Required] string? Title, [Range(0, 1000)] decimal Price) : Item;

    private sealed record Tagged : Item
    {
        [MinLength(1)]
        [System.Text.Json.Serialization.JsonPropertyName("the-tags")]
        public string[] Tags { get; init; } = [];
    }

    private sealed record Dated(int From, int To) : Item, IValidatableObject
    {
        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
            From > To ? [new ValidationResult("From is after To.")] : [];
    }
}
