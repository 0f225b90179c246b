using System.Text;
using System.Xml;

namespace Crawling.Tests.Spiders;

public sealed class FeedSpiderTests
{
    [Theory]
    [InlineData("item", "One|Two")]
    [InlineData("m:part", "1:a|2:b")]
    [InlineData("part", "1:a|2:b")]
    [InlineData("none", "")]
    public async Task The_elements_of_a_name_come_one_by_one(string name, string expected)
    {
        const string Feed = """


            <?xml version="1.0"?>
            <!DOCTYPE rss [<!ENTITY x "y">]>
            <rss xmlns:m="http://media.example/"><channel><title>Shop</title>
              <item id="1"><title>One</title><m:part no="1"><m:name>a</m:name></m:part></item>
              <item id="2"><title>Two</title><m:part no="2"><m:name>b</m:name></m:part><item><title>Inner</title></item></item>
            </channel></rss>
            """;

        var found = await TakeAsync(new Parts(name), Response(Feed, "application/xml"));

        Assert.Equal(expected, string.Join('|', found));
    }

    [Fact]
    public async Task What_stands_before_a_break_is_taken_and_the_break_is_an_error()
    {
        List<string> found = [];
        var broken = Response("<rss><item><title>One</title></item><item><title>&x;</title></item>", "application/xml");

        await Assert.ThrowsAsync<XmlException>(() => TakeAsync(new Parts("item"), broken, found));

        Assert.Equal(["One"], found);
    }

    [Fact]
    public async Task Elements_nested_without_end_and_names_without_end_are_refused()
    {
        foreach (var flood in new[] { string.Concat(Enumerable.Repeat("<a>", 100_000)), "<a>" + string.Concat(Enumerable.Range(0, 100_000).Select(i => $"<a{i}/>")) })
        {
            await Assert.ThrowsAsync<XmlException>(() => TakeAsync(new Parts("item"), Response(flood, "application/xml")));
        }
    }

    [Theory]
    [InlineData("application/xml; charset=iso-8859-1", "iso-8859-1", "")]
    [InlineData("application/xml", "iso-8859-1", """<?xml version="1.0" encoding="iso-8859-1"?>""")]
    [InlineData("application/xml", "utf-16", "\uFEFF")]
    [InlineData("text/plain", "utf-8", "\uFEFF")]
    public async Task The_encoding_of_a_feed_is_the_one_it_declares(string type, string encoding, string start)
    {
        var body = Encoding.GetEncoding(encoding).GetBytes(start + "<rss><item><title>Größe</title></item></rss>");

        Assert.Equal(["Größe"], await TakeAsync(new Parts("item"), Response(body, type)));
    }

    [Theory]
    [InlineData("id,name\n1,One\n2,\"Two, \"\"2\"\"\nand more\"\n", "id=1;name=One|id=2;name=Two, \"2\"\nand more")]
    [InlineData("\uFEFFid,name\r\n1,One\r\n\r\n2,Größe", "id=1;name=One|id=2;name=Größe")]
    [InlineData("id,name\n1\n2,Two,too many\n3,Three\n", "id=3;name=Three")]
    [InlineData("id,id\n1,2\n", "id=1")]
    [InlineData("id,name\n1,\"never closed\n2,Two\n", "id=1;name=never closed\n2,Two\n")]
    [InlineData("id,name\n", "")]
    [InlineData("", "")]
    public async Task Rows_come_by_the_names_of_the_header_and_odd_ones_are_passed_over(string csv, string expected) =>
        Assert.Equal(expected, string.Join('|', await CrawlRowsAsync(csv, new Rows())));

    [Fact]
    public async Task Delimiter_quote_and_columns_may_be_given()
    {
        var rows = new Rows { Separator = ';', Around = '\'', Names = ["a", "b"] };

        Assert.Equal(["a=1;b=x;y", "a=2;b=\"z"], await CrawlRowsAsync("1;'x;y'\n2;\"z\n", rows));
    }

    [Fact]
    public async Task A_delimiter_may_be_left_to_the_file() =>
        Assert.Equal(["id=1;name=One"], await CrawlRowsAsync("id\tname\n1\tOne\n", new Rows { Separator = null }));

    private static async Task<List<string>> CrawlRowsAsync(string csv, Rows rows)
    {
        await using var site = await LoopbackSite.StartAsync(_ => csv);
        rows.Start = site.Url("/rows.csv");
        var result = await CrawlOnce.RunAsync(rows);
        Assert.Equal((CloseReason.Finished, null), (result.Reason, result.Error));
        Assert.Equal(0, result.Statistics["log_count/ERROR"]);
        return rows.Seen;
    }

    private static async Task<List<string>> TakeAsync(Spider spider, Response response, List<string>? found = null)
    {
        found ??= [];
        await foreach (var output in spider.ParseAsync(response))
        {
            found.Add(Assert.IsType<string>(output.Item));
        }

        return found;
    }

    private static Response Response(string text, string type) => Response(Encoding.UTF8.GetBytes(text), type);

    private static Response Response(byte[] body, string type) =>
        new("https://shop.example/feed", headers: new HeaderList().Add("Content-Type", type), body: body);

    private sealed class Parts(string name) : XmlFeedSpider
    {
        protected override string NodeName => name;

        protected override async IAsyncEnumerable<Output> ParseNodeAsync(Response response, Selector node)
        {
            await Task.CompletedTask;
            yield return Output.From(node.XPath("title/text()").Get() ?? $"{node.XPath("@no").Get()}:{node.XPath("m:name/text()").Get()}");
        }
    }

    private sealed class Rows : CsvFeedSpider
    {
        public List<string> Seen { get; } = [];

        public string Start { get; set; } = "";

        public char? Separator { get; init; } = ',';

        public char Around { get; init; } = '"';

        public string[]? Names { get; init; }

        public override IEnumerable<string> StartUrls => [Start];

        protected override char? Delimiter => Separator;

        protected override char Quote => Around;

        protected override IReadOnlyList<string>? Columns => Names;

        protected override IAsyncEnumerable<Output> ParseRowAsync(Response response, IReadOnlyDictionary<string, string> row)
        {
            Seen.Add(string.Join(';', row.Select(field => $"{field.Key}={field.Value}")));
            return AsyncEnumerable.Empty<Output>();
        }
    }
}
