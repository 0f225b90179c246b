using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Crawling.Items;

namespace Crawling.Tests.Items;

public sealed class ItemTypeTests
{
    private static readonly string[] Tags = ["a", "b"];

    public enum Stock
    {
        InStock,
        SoldOut,
    }

    [Fact]
    public void Fields_are_property_names_in_camel_case_in_the_order_of_their_declaration()
    {
        Assert.Equal("""{"title":"T","price":1.50,"isbn13":null}""", Json(new Book("T", 1.50m, Isbn13: null)));
        Assert.Equal(["title", "price", "isbn13"], ItemType.Of(new Book("T", 1, null)).Fields);
    }

    [Fact]
    public void Fields_of_the_base_type_come_first_even_if_overridden()
    {
        Assert.Equal("""{"id":1,"kind":"derived","name":"n","extra":true}""", Json(new Derived(1, "n")));
    }

    [Fact]
    public void Attributes_name_and_hide_fields()
    {
        Assert.Equal("""{"the-name":"n"}""", Json(new Named { Name = "n", Secret = "s" }));
        Assert.Equal(["the-name"], ItemType.Of(new Named()).Fields);
    }

    [Fact]
    public void Values_are_written_in_their_standard_forms()
    {
        var item = new
        {
            Date = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc),
            Offset = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)),
            Day = new DateOnly(2026, 1, 2),
            Span = new TimeSpan(1, 2, 3, 4),
            State = Stock.SoldOut,
            Uri = new Uri("https://a.example/b?c=d&e"),
            Url = Url.Parse("https://a.example/é?b=c&d"),
            Data = new byte[] { 1, 2, 3 },
            Number = 0.1,
        };

        Assert.Equal(
            """{"date":"2026-01-02T03:04:05Z","offset":"2026-01-02T03:04:05+02:00","day":"2026-01-02","span":"1.02:03:04","state":"SoldOut","uri":"https://a.example/b?c=d&e","url":"https://a.example/%C3%A9?b=c&d","data":"AQID","number":0.1}""",
            Json(item));
    }

    [Theory]
    [InlineData("é ü 日本 \u00A0 \u3000 <b>&'+ ₿ \uE000", "é ü 日本 \u00A0 \u3000 <b>&'+ ₿ \uE000")]
    [InlineData("😀 𝔘 👩‍🚀", "😀 𝔘 👩‍🚀")]
    [InlineData("quote\" back\\ slash/ \0 \t\r\n", "quote\\\" back\\\\ slash/ \\u0000 \\t\\r\\n")]
    [InlineData("next\u0085line\u2028and\u2029paragraph", "next\\u0085line\\u2028and\\u2029paragraph")]
    public void Text_stays_as_it_is_but_for_what_JSON_and_lines_demand(string text, string written)
    {
        Assert.Equal($$"""{"text":"{{written}}"}""", Json(new { text }));
        Assert.Equal($$"""{"{{written}}":1}""", Json(new Dictionary<string, object?> { [text] = 1 }));
    }

    [Fact]
    public void Half_a_character_becomes_the_replacement_character()
    {
        const string Text = "lone \uD83D high, low \uDE00 😀 end \uD83D";

        var field = JsonDocument.Parse(Json(new Dictionary<string, object?> { [Text] = Text })).RootElement.EnumerateObject().Single();

        Assert.Equal("lone \uFFFD high, low \uFFFD 😀 end \uFFFD", field.Value.GetString());
        Assert.Equal(field.Name, field.Value.GetString());
    }

    [Fact]
    public void Text_reads_back_as_it_was_whatever_it_holds()
    {
        var random = new Random(7);
        for (var i = 0; i < 500; i++)
        {
            StringBuilder text = new();
            for (var length = random.Next(80); length > 0; length--)
            {
                var rune = random.Next(4) == 0 ? random.Next(0x110000) : random.Next(0x100);
                text.Append(Rune.IsValid(rune) ? new Rune(rune).ToString() : "-");
            }

            var json = Json(new DynamicItem { ["text"] = text.ToString() });

            Assert.Equal(text.ToString(), JsonDocument.Parse(json).RootElement.GetProperty("text").GetString());
        }
    }

    [Fact]
    public void Dictionaries_dynamic_items_and_JSON_are_items_with_names_of_their_own()
    {
        const string Expected = """{"Name":"é 😀","list":["a","b"],"none":null}""";
        object[] items =
        [
            new DynamicItem { ["Name"] = "é 😀", ["list"] = Tags, ["none"] = null },
            new Dictionary<string, object?> { ["Name"] = "é 😀", ["list"] = Tags, ["none"] = null },
            new SortedList<string, object?>(StringComparer.Ordinal) { ["Name"] = "é 😀", ["list"] = Tags, ["none"] = null },
            new JsonObject { ["Name"] = "é 😀", ["list"] = new JsonArray("a", "b"), ["none"] = null },
            JsonDocument.Parse("""{ "Name": "\u00e9 \ud83d\ude00",  "list": ["a","b"],"none":null }""").RootElement,
        ];

        Assert.All(items, item => Assert.Equal(Expected, Json(item)));
        Assert.All(items, item => Assert.Null(ItemType.Of(item).Fields));
    }

    [Fact]
    public void An_item_within_an_item_keeps_its_fields()
    {
        Assert.Equal(
            """{"inner":{"title":"T","price":1,"isbn13":null},"others":[{"a":1}]}""",
            Json(new Outer(new Book("T", 1, null), [new DynamicItem { ["a"] = 1 }])));
    }

    [Fact]
    public void A_field_that_is_no_data_is_named_with_its_type()
    {
        using MemoryStream stream = new();
        Assert.Equal(
            "The field cover of ItemTypeTests.Cover cannot be written to a feed: it is a Stream; read it first.",
            Refusal(new Cover("T", stream)));
        Assert.Equal(
            "The field text of DynamicItem cannot be written to a feed: it is a Task; await it first.",
            Refusal(new DynamicItem { ["title"] = "T", ["text"] = Task.FromResult("x") }));
        Assert.Equal(
            "The field page of an anonymous type cannot be written to a feed: it is a Stream; read it first.",
            Refusal(new { title = "T", page = new { stream } }));
    }

    [Fact]
    public void A_cycle_is_named_by_its_field()
    {
        Node node = new() { Name = "n" };
        node.Parent = node;

        Assert.Equal("The field parent of ItemTypeTests.Node cannot be written to a feed: it contains itself, or is nested too deep.", Refusal(node));
    }

    [Fact]
    public void A_property_that_throws_is_named()
    {
        Assert.Equal("The field bad of ItemTypeTests.Throwing cannot be written to a feed: no luck.", Refusal(new Throwing()));
    }

    [Fact]
    public void Two_properties_of_one_name_are_refused()
    {
        Assert.StartsWith("ItemTypeTests.Twice cannot be written to a feed: ", Refusal(new Twice()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(5, "Int32 is not an item")]
    [InlineData("text", "String is not an item")]
    [InlineData(new[] { 1, 2 }, "Int32[] is not an item")]
    public void What_has_no_named_fields_is_no_item(object item, string message)
    {
        Assert.StartsWith(message, Refusal(item), StringComparison.Ordinal);
    }

    [Fact]
    public void A_type_without_public_properties_is_no_item()
    {
        Assert.Equal("ItemTypeTests.OnlyFields has no fields: the fields of an item are its public properties.", Refusal(new OnlyFields()));
    }

    private static string Json(object item) => Encoding.UTF8.GetString(ItemType.Of(item).ToJson(item));

    private static string Refusal(object item) => Assert.Throws<UnwritableItemException>(() => ItemType.Of(item).ToJson(item)).Message;

    private sealed record Book(string Title, decimal Price, string? Isbn13) : Item;

    private abstract record Base(int Id) : Item
    {
        public virtual string Kind => "base";
    }

    private sealed record Derived(int Id, string Name) : Base(Id)
    {
        public bool Extra => true;

        public override string Kind => "derived";
    }

    private sealed class Named
    {
        [JsonPropertyName("the-name")]
        public string? Name { get; set; }

        [JsonIgnore]
        public string? Secret { get; set; }
    }

    private sealed record Outer(Item Inner, IReadOnlyList<Item> Others) : Item;

    private sealed record Cover(string Title, [property: JsonPropertyName("cover")] MemoryStream Bytes) : Item;

    private sealed class Node
    {
        public string? Name { get; set; }

        public Node? Parent { get; set; }
    }

    private sealed class Throwing
    {
        public string Good => "g";

        public string Bad => throw new InvalidOperationException("no luck.");
    }

    private sealed class Twice
    {
        public string? Name { get; set; }

        [JsonPropertyName("name")]
        public string? Other { get; set; }
    }

    private sealed class OnlyFields
    {
        public readonly string Title = "T";

        public override string ToString() => Title;
    }
}
