using System.Xml;
using System.Xml.Linq;

namespace Crawling.Tests.Feeds;

public sealed class XmlFeedTests : IDisposable
{
    private static readonly string[] Tags = ["a", "b"];
    private readonly FeedFolder _folder = new();

    [Fact]
    public async Task Items_are_elements_of_elements()
    {
        var text = await _folder.CrawlAsync(
            "a.xml", new { title = "é <&> 😀", price = 1.50m, tags = Tags, none = (string?)null }, new { at = new { x = 1, y = true } });

        Assert.Equal(
            """
            <?xml version="1.0" encoding="utf-8"?>
            <items>
            <item><title>é &lt;&amp;&gt; 😀</title><price>1.50</price><tags><value>a</value><value>b</value></tags><none /></item>
            <item><at><x>1</x><y>true</y></at></item>
            </items>

            """,
            text);
    }

    [Fact]
    public async Task A_crawl_without_items_is_an_empty_document()
    {
        Assert.Equal("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<items>\n</items>\n", await _folder.CrawlAsync("a.xml"));
    }

    [Theory]
    [InlineData("tab\t line\n return\r\n both", "tab\t line\n return\r\n both")]
    [InlineData("bell\a nul\0 \uFFFE \uFFFF", "bell\uFFFD nul\uFFFD \uFFFD \uFFFD")]
    [InlineData("  spaces  ", "  spaces  ")]
    [InlineData("]]> <!-- &amp;", "]]> <!-- &amp;")]
    public async Task Text_reads_back_but_for_what_XML_cannot_hold(string text, string read)
    {
        var document = XDocument.Parse(await _folder.CrawlAsync("a.xml", new { text }), LoadOptions.PreserveWhitespace);

        Assert.Equal(read, document.Root!.Element("item")!.Element("text")!.Value);
    }

    [Theory]
    [InlineData("first price")]
    [InlineData("1st")]
    [InlineData("a:b")]
    [InlineData("<x>")]
    [InlineData("日本")]
    [InlineData("_x0020_")]
    public async Task Any_field_name_becomes_an_XML_name_that_decodes_to_it(string name)
    {
        var document = XDocument.Parse(await _folder.CrawlAsync("a.xml", new DynamicItem { [name] = "v" }));

        var field = Assert.Single(document.Root!.Element("item")!.Elements());
        Assert.Equal(name, XmlConvert.DecodeName(field.Name.LocalName));
        Assert.Equal("v", field.Value);
    }

    [Fact]
    public async Task A_field_without_a_name_is_an_underscore()
    {
        Assert.Contains("<item><_>v</_></item>", await _folder.CrawlAsync("a.xml", new DynamicItem { [""] = "v" }), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
