using static Crawling.FieldProcessors;

namespace Crawling.Tests;

public class ItemLoaderTests
{
    private const string Html = """
        <div class="book"><h1> A <i>title</i> </h1><p class="price">£51.77</p>
        <ul><li>x</li><li> y </li><li></li></ul><div class="by"><a href="/a">Anna</a></div></div>
        """;

    private static readonly Selector Page = Selector.FromHtml(Html);

    [Fact]
    public void Values_are_found_processed_and_converted()
    {
        var book = new ItemLoader<Book>(Page)
            .Input(nameof(Book.Title), Trim)
            .AddCss(nameof(Book.Title), "h1::text")
            .AddXPath(nameof(Book.Price), "//p[@class='price']/text()", Re(@"[\d.]+"))
            .AddCss(nameof(Book.Tags), "li::text", MapCompose(text => text.Trim(), text => text.Length > 0 ? text : null))
            .AddValue(nameof(Book.Url), "https://example.com/a")
            .AddValue(nameof(Book.Kind), "hard-cover")
            .AddValue(nameof(Book.Pages), new object[] { 12, 13 })
            .AddValue(nameof(Book.Note), null)
            .Load();

        Assert.Equal(("A", 51.77m, "https://example.com/a", Cover.HardCover, 12), (book.Title, book.Price, book.Url?.Href, book.Kind, book.Pages));
        Assert.Equal(["x", "y"], book.Tags);
        Assert.Equal("none", book.Note);
    }

    [Fact]
    public void An_item_may_be_a_class_without_a_constructor_or_a_dynamic_item()
    {
        var plain = new ItemLoader<Plain>().AddValue("Names", "a").AddValue("Names", (string[])["b", "a"]).AddValue("Count", "7").Load();
        var dynamic = new ItemLoader<DynamicItem>(Page) { DefaultOutput = Join("+") }.AddCss("tags", "li::text", Trim).Load();

        Assert.Equal((2, 7, "unset"), (plain.Names.Count, plain.Count, plain.Other));
        Assert.Equal("x+y", dynamic["tags"]);
    }

    [Fact]
    public void A_nested_loader_fills_the_same_item()
    {
        var loader = new ItemLoader<Book>(Page) { DefaultInput = Trim };
        loader.NestedCss("div.by").AddCss(nameof(Book.Title), "a::text").NestedXPath("a").AddXPath(nameof(Book.Url), "@href", MapCompose(path => "https://b.test" + path));
        loader.NestedCss("div.missing").AddCss(nameof(Book.Title), "a::text");

        var book = loader.Load();

        Assert.Equal(("Anna", "https://b.test/a"), (book.Title, book.Url?.Href));
    }

    [Fact]
    public void Processors_are_those_of_Scrapy()
    {
        Assert.Equal(0, TakeFirst(["", 0, 1]));
        Assert.Equal("a b", Join()(["a", "b"]));
        Assert.Null(Join()([]));
        Assert.Equal(["A", "B"], Assert.IsType<IEnumerable<object>>(Compose(Re("[a-z]"), MapCompose(text => text.ToUpperInvariant()))(["a1b"]), exactMatch: false));
        Assert.Equal(["a"], Assert.IsType<IEnumerable<object>>(Identity(["a"]), exactMatch: false));
    }

    [Fact]
    public void Output_processors_see_all_values_and_a_field_can_be_cleared()
    {
        var book = new ItemLoader<Book>(Page)
            .Output(nameof(Book.Title), Join("/"))
            .AddValue(nameof(Book.Title), "a").AddValue(nameof(Book.Title), "b")
            .AddValue(nameof(Book.Note), "gone").Clear(nameof(Book.Note))
            .Load();

        Assert.Equal(("a/b", "none"), (book.Title, book.Note));
    }

    [Theory]
    [InlineData(nameof(Book.Price), "cheap", "The field Price of Book is 'cheap', but must be a number such as 0.5.")]
    [InlineData(nameof(Book.Kind), "paper", "The field Kind of Book is 'paper', but must be one of hardCover, softCover.")]
    [InlineData(nameof(Book.Url), "no url", "The field Url of Book is 'no url', but must be an absolute URL.")]
    public void What_cannot_be_converted_is_told_with_field_and_value(string field, string value, string message)
    {
        var loader = new ItemLoader<Book>().AddValue(field, value);

        Assert.Equal(message, Assert.Throws<FormatException>(loader.Load).Message);
    }

    [Fact]
    public void Several_values_for_one_are_told()
    {
        var loader = new ItemLoader<Book>().Output(nameof(Book.Price), Identity).AddValue(nameof(Book.Price), (int[])[1, 2]);

        Assert.StartsWith("The field Price of Book is 2 values, but must be one: ", Assert.Throws<FormatException>(loader.Load).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_field_is_told_with_the_nearest()
    {
        var error = Assert.Throws<ArgumentException>(() => new ItemLoader<Book>().AddValue("Titel", "x"));

        Assert.StartsWith("Book has no field Titel that can be set; did you mean Title?", error.Message, StringComparison.Ordinal);
    }

    private enum Cover
    {
        HardCover,
        SoftCover,
    }

    private sealed record Book(string? Title, decimal Price, IReadOnlyList<string> Tags, string Note = "none") : Item
    {
        public Url? Url { get; init; }

        public Cover? Kind { get; init; }

        public required int Pages { get; init; }
    }

    private sealed class Plain
    {
        public HashSet<string> Names { get; init; } = [];

        public long Count { get; set; }

        public string Other { get; init; } = "unset";
    }
}
