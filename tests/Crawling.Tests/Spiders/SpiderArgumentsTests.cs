using Crawling.Spiders;

namespace Crawling.Tests.Spiders;

public class SpiderArgumentsTests
{
    private const string Listed =
        "It takes query (text), max-pages (whole number), max-bytes (whole number), ratio (number), price (number), follow (true|false), "
        + "order (firstInFirstOut|lastInFirstOut), pause (duration), since (time), day (date), home (URL), limit (whole number), tags (text,…), "
        + "years (whole number,…), days (date,…), checked (text).";

    [Theory]
    [InlineData("max-pages")]
    [InlineData("max_pages")]
    [InlineData("maxPages")]
    [InlineData("MaxPages")]
    [InlineData("maxpages")]
    public void However_it_is_written_an_argument_sets_its_property(string name)
    {
        Assert.Equal(3, Apply(name, "3").MaxPages);
    }

    [Fact]
    public void Text_becomes_what_the_property_holds()
    {
        Assert.Equal("a=b, c", Apply("query", "a=b, c").Query);
        Assert.Equal(-5_000_000_000, Apply("max-bytes", "-5000000000").MaxBytes);
        Assert.Equal(0.5, Apply("ratio", "0.5").Ratio);
        Assert.Equal(1e-3m, Apply("price", "1e-3").Price);
        Assert.True(Apply("follow", "True").Follow);
        Assert.Equal(FrontierOrder.LastInFirstOut, Apply("order", "last-in-first-out").Order);
        Assert.Equal(TimeSpan.FromMilliseconds(1500), Apply("pause", "1.5s").Pause);
        Assert.Equal(new DateTimeOffset(2030, 1, 31, 12, 0, 0, TimeSpan.FromHours(2)), Apply("since", "2030-01-31T12:00:00+02:00").Since);
        Assert.Equal(new DateTimeOffset(2030, 1, 31, 0, 0, 0, TimeSpan.Zero), Apply("since", "2030-01-31").Since);
        Assert.Equal(new DateOnly(2030, 1, 31), Apply("day", "2030-01-31").Day);
        Assert.Equal(new Uri("https://example.com/"), Apply("home", "https://example.com/").Home);
    }

    [Fact]
    public void Where_there_can_be_nothing_empty_text_is_nothing()
    {
        Assert.Equal(7, Apply("limit", "7").Limit);
        Assert.Null(Apply("limit", "").Limit);
        Assert.Equal("", Apply("query", "").Query);
    }

    [Fact]
    public void Commas_stand_between_the_values_of_a_list()
    {
        Assert.Equal(["love", "life"], Apply("tags", "love, life").Tags);
        Assert.Equal([2024, 2025], Apply("years", "2024,2025").Years);
        Assert.Equal([new DateOnly(2030, 1, 31)], Apply("days", "2030-01-31").Days);
        Assert.Empty(Apply("years", "").Years);
    }

    [Fact]
    public void A_url_is_parsed_as_urls_are()
    {
        var spider = new Mirror();

        SpiderArguments.Apply(spider, new Dictionary<string, string> { ["from"] = "HTTPS://Example.com:443/a b" });

        Assert.Equal("https://example.com/a%20b", spider.From?.Href);
        Assert.Equal(
            "Argument 'from' of spider 'mirror' is '/a' but must be an absolute URL. It takes from (URL).",
            Assert.Throws<SettingsException>(() => SpiderArguments.Apply(spider, new Dictionary<string, string> { ["from"] = "/a" })).Message);
    }

    [Fact]
    public void An_inherited_argument_is_set_too()
    {
        var spider = new Derived();

        SpiderArguments.Apply(spider, new Dictionary<string, string> { ["max-pages"] = "4", ["depth"] = "2" });

        Assert.Equal((4, 2), (spider.MaxPages, spider.Depth));
    }

    [Fact]
    public void The_known_arguments_are_those_that_can_be_set_to_text()
    {
        Assert.Equal([("depth", "whole number")], SpiderArguments.Known(typeof(Derived)).Take(1));
        Assert.DoesNotContain(
            SpiderArguments.Known(typeof(Demanding)),
            argument => argument.Name is "name" or "crawler" or "start-urls" or "client" or "counted" or "hidden" or "total");
    }

    [Theory]
    [InlineData("max-page", "3", "Spider 'demanding' has no argument 'max-page'; did you mean 'max-pages'? " + Listed)]
    [InlineData("zzz", "3", "Spider 'demanding' has no argument 'zzz'. " + Listed)]
    [InlineData("name", "3", "Spider 'demanding' has no argument 'name'. " + Listed)]
    [InlineData("counted", "3", "Spider 'demanding' has no argument 'counted'. " + Listed)]
    [InlineData("max-pages", "three", "Argument 'max-pages' of spider 'demanding' is 'three' but must be a whole number up to 2147483647. " + Listed)]
    [InlineData("MaxPages", "", "Argument 'max-pages' of spider 'demanding' is '' but must be a whole number up to 2147483647. " + Listed)]
    [InlineData("limit", "many", "Argument 'limit' of spider 'demanding' is 'many' but must be a whole number up to 2147483647. " + Listed)]
    [InlineData("ratio", "0,5", "Argument 'ratio' of spider 'demanding' is '0,5' but must be a number such as 0.5. " + Listed)]
    [InlineData("ratio", "NaN", "Argument 'ratio' of spider 'demanding' is 'NaN' but must be a number such as 0.5. " + Listed)]
    [InlineData("pause", "5", "Argument 'pause' of spider 'demanding' is '5' but must be a duration such as 00:00:01, 250ms, 1.5s, 5m or 2h. " + Listed)]
    [InlineData("since", "01/02/2030", "Argument 'since' of spider 'demanding' is '01/02/2030' but must be a time such as 2030-01-31T12:00:00Z. " + Listed)]
    [InlineData("day", "31.1.2030", "Argument 'day' of spider 'demanding' is '31.1.2030' but must be a date such as 2030-01-31. " + Listed)]
    [InlineData("home", "example", "Argument 'home' of spider 'demanding' is 'example' but must be an absolute URL. " + Listed)]
    [InlineData("order", "random", "Argument 'order' of spider 'demanding' is 'random' but must be one of firstInFirstOut, lastInFirstOut. " + Listed)]
    [InlineData("years", "2024,x", "Argument 'years' of spider 'demanding' is '2024,x' but must be a whole number up to 2147483647, or several with commas between. " + Listed)]
    [InlineData("checked", "bad", "Argument 'checked' of spider 'demanding' was refused: It must not be bad.")]
    public void An_argument_that_does_not_fit_is_told_with_those_that_do(string name, string value, string message)
    {
        Assert.Equal(message, Assert.Throws<SettingsException>(() => Apply(name, value)).Message);
    }

    [Fact]
    public void A_spider_without_arguments_says_so()
    {
        var error = Assert.Throws<SettingsException>(() => SpiderArguments.Apply(new Plain(), new Dictionary<string, string> { ["tag"] = "love" }));

        Assert.Equal("Spider 'plain' has no argument 'tag'. It takes none.", error.Message);
    }

    private static Demanding Apply(string name, string value)
    {
        var spider = new Demanding();
        SpiderArguments.Apply(spider, new Dictionary<string, string> { [name] = value });
        return spider;
    }

    private class Plain : Spider
    {
        public override IEnumerable<string> StartUrls => ["https://example.com/"];

        public override IAsyncEnumerable<Output> ParseAsync(Response response) => throw new NotSupportedException();
    }

    private class Demanding : Plain
    {
        private string _checked = "";

        public string Query { get; set; } = "";

        public int MaxPages { get; init; }

        public long MaxBytes { get; set; }

        public double Ratio { get; set; }

        public decimal Price { get; set; }

        public bool Follow { get; set; }

        public FrontierOrder Order { get; set; }

        public TimeSpan Pause { get; set; }

        public DateTimeOffset Since { get; set; }

        public DateOnly Day { get; set; }

        public Uri? Home { get; set; }

        public int? Limit { get; set; } = 1;

        public string[] Tags { get; set; } = [];

        public List<int> Years { get; set; } = [1999];

        public IReadOnlyList<DateOnly> Days { get; set; } = [];

        public string Checked
        {
            get => _checked;
            set => _checked = value == "bad" ? throw new ArgumentException("It must not be bad.") : value;
        }

        public TimeProvider? Client { get; set; }

        public int Counted { get; private set; }

        public int Total => Counted;

        internal int Hidden { get; set; }
    }

    private sealed class Mirror : Plain
    {
        public Url? From { get; set; }
    }

    private sealed class Derived : Demanding
    {
        public int Depth { get; set; }
    }
}
