namespace Crawling.Tests.Items;

public sealed partial class ExtractionTests
{
    private const string Page = """
        <base href="https://shop.example/b/">
        <h1>  </h1><h1> One &amp; only </h1>
        <i class="count">1,234</i><b class="price">£1,051.77 each</b><u class="share">-2.5e1</u>
        <time datetime="2026-01-02T03:04">2026-01-02</time>
        <a href=" x.html ">x</a><img src="/y.png"><s data-url="http://other.example/">z</s>
        <em class="new">new</em><div data-mood="happy"></div>
        <ul><li> a <li>b<li> <li>c</ul>
        <div class="by"><p>Ann</p></div>
        <table><tr><td>1<td>x<tr><td>2<td>y</table>
        """;

    private static readonly Response Shop = ResponseOf(Page);

    public enum Mood
    {
        Sad,
        Happy,
    }

    [Fact]
    public void Every_type_is_read_from_its_text()
    {
        var all = Shop.Extract<All>();

        Assert.Equal(("One & only", 1234, 1051.77m, -25.0, true, false), (all.Title, all.Count, all.Price, all.Share, all.IsNew, all.IsOld));
        Assert.Equal((new DateTimeOffset(2026, 1, 2, 3, 4, 0, TimeSpan.Zero), new DateOnly(2026, 1, 2), Mood.Happy), (all.At, all.Day, all.Mood));
        Assert.Equal(["https://shop.example/b/x.html", "https://shop.example/y.png", "http://other.example/"], all.Links.Select(link => link.Href));
        Assert.Equal(["a", "b", "c"], all.Letters);
        Assert.Equal([1L, 2L], all.Numbers);
        Assert.Equal((new Person("Ann"), null), (all.By, all.Editor));
        Assert.Equal([new Row(1, "x"), new Row(2, "y")], all.Rows);
        Assert.Equal(3, all.Class.Percent);
    }

    [Fact]
    public void Where_nothing_matches_a_field_is_null_empty_or_its_default()
    {
        var bare = ResponseOf("<p>").Extract<Bare>() with { Untouched = "by hand" };

        Assert.Equal(new Bare(null, null, "none", 7, Mood.Happy, 1.5m) { Letters = bare.Letters, Untouched = "by hand" }, bare);
        Assert.Equal(("kept", 0), (bare.Kept, bare.Letters.Count));
        Assert.Equal("found", ResponseOf("<b>found</b>").Extract<Bare>().Kept);
    }

    [Theory]
    [InlineData("<b>x</b>", "Priced.Price: nothing matches 'i::text' on https://shop.example/", "Missing/price")]
    [InlineData("<i> </i>", "Priced.Price: what matches 'i::text' is empty on https://shop.example/", "Missing/price")]
    [InlineData("<i>cheap</i>", "Priced.Price: 'cheap', which matches 'i::text', is not a number on https://shop.example/", "Unreadable/price")]
    [InlineData("<i>1,5</i>", "Priced.Price: '1,5', which matches 'i::text', is not a number on https://shop.example/", "Unreadable/price")]
    [InlineData("<i>1</i><b>x9</b>", "Priced.Code: nothing in what matches 'b::text' matches /^\\d/ on https://shop.example/", "Missing/code")]
    [InlineData("<i>1</i><b>7</b><u>gay</u>", "Priced.Mood: 'gay', which matches 'u::text', is not one of Sad, Happy on https://shop.example/", "Unreadable/mood")]
    [InlineData("<i>1</i><b>7</b><u>1</u>", "Priced.Mood: '1', which matches 'u::text', is not one of Sad, Happy on https://shop.example/", "Unreadable/mood")]
    [InlineData("<i>1</i><b>7</b><a href='http://['>", "Priced.Link: 'http://[', which matches 'a', is not a URL on https://shop.example/", "Unreadable/link")]
    public void What_is_missing_or_unreadable_is_told_with_item_field_selector_and_page(string html, string message, string rule)
    {
        var drop = Assert.Throws<DropItemException>(() => ResponseOf(html).Extract<Priced>());

        Assert.Equal((message, rule), (drop.Message, drop.Rule));
    }

    [Fact]
    public void A_part_of_a_page_and_a_text_are_extracted_from_too()
    {
        Row[] expected = [new(1, "x"), new(2, "y")];

        Assert.Equal(expected, Shop.Selector.Extract<Row>("tr"));
        Assert.Equal(expected, Shop.XPath("//tr").Extract<Row>());
        Assert.Equal(expected[1], Shop.Css("tr")[1].Extract<Row>());
        Assert.Equal(expected, Selector.FromHtml(Page).Extract<Row>("tr"));
    }

    private static Response ResponseOf(string html) =>
        new("https://shop.example/", headers: new HeaderList().Add("Content-Type", "text/html"), body: System.Text.Encoding.UTF8.GetBytes(html));

    public readonly record struct Share(int Percent) : IParsable<Share>
    {
        public static Share Parse(string s, IFormatProvider? provider) => throw new NotSupportedException();

        public static bool TryParse(string? s, IFormatProvider? provider, out Share result)
        {
            result = new(s?.Length ?? 0);
            return true;
        }
    }

    internal sealed partial record All(
        [Css("h1::text")] string Title,
        [Css(".count::text")] int Count,
        [property: Css(".price::text", Re = @"[\d.,]+")] decimal Price,
        [Css(".share::text")] double Share,
        [Css(".new")] bool IsNew,
        [Css(".new::text", Re = "old")] bool IsOld,
        [Css("time::attr(datetime)")] DateTimeOffset At,
        [Css("time::text")] DateOnly Day,
        [Css("[data-mood]::attr(data-mood)")] Mood? Mood,
        [Css("a, img, s::attr(data-url)")] List<Url> Links)
    {
        [XPath("//li/text()")]
        public required string[] Letters { get; init; }

        [Css("td::text", Re = @"\d")]
        public IReadOnlyList<long> Numbers { get; init; } = [];

        [Css(".by")]
        public Person By { get; set; } = new("nobody");

        [Css(".editor")]
        public Person? Editor { get; init; }

        [Css("tr")]
        public Row[] Rows { get; init; } = [];

        [Css(".new::text")]
        public Share @Class { get; init; }
    }

    internal sealed partial record Person([Css("p::text")] string Name);

    internal sealed partial record Row([XPath("td[1]/text()")] int Number, [XPath("string(td[2])")] string Text);

    internal sealed partial record Bare(
        [Css("h1::text")] string? Title,
        [Css("h1::text")] int? Count,
        [Css("h1::text")] string Name = "none",
        [Css("h1::text")] int Number = 7,
        [Css("h1::text")] Mood Mood = Mood.Happy,
        [Css("h1::text")] decimal Price = 1.5m)
    {
        [Css("b::text")]
        public string Kept { get; init; } = "kept";

        [Css("li::text")]
        public HashSet<string> Letters { get; init; } = null!;

        public string? Untouched { get; init; }
    }

    internal sealed partial record Priced(
        [Css("i::text")] decimal Price, [Css("b::text", Re = @"^\d")] int Code, [Css("u::text")] Mood? Mood, [Css("a")] Url? Link);
}
