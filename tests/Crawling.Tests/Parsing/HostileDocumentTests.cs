using System.Text;
using System.Xml;

namespace Crawling.Tests.Parsing;

/// <summary>A stack overflow would end the process, and with it every crawl in it.</summary>
public sealed class HostileDocumentTests
{
    private const int Many = 100_000;

    [Theory]
    [InlineData("<div>")]
    [InlineData("<b>")]
    [InlineData("<svg>")]
    [InlineData("<ul><li>")]
    [InlineData("<template>")]
    public void Thousands_of_elements_at_the_greatest_depth_are_refused_early(string tags)
    {
        var exception = Assert.Throws<FormatException>(() => Selector.FromHtml(Repeat(tags, Many)));
        Assert.Contains("nested 512 deep", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<div>", 5_000)]
    [InlineData("<template>", 5_000)]
    [InlineData("<table><tr><td>", 1_500)]
    [InlineData("<i><b><a><p>", Many / 10)]
    public void A_deep_document_is_read_and_searched(string tags, int count)
    {
        var page = Selector.FromHtml(Repeat(tags, count) + "x");
        Assert.NotEmpty(page.Get());
        Assert.Empty(page.Css("body div none, :has(none)"));
        Assert.Empty(page.XPath("//*[not(ancestor-or-self::html)]"));
    }

    [Fact]
    public void A_wide_document_is_read_and_searched()
    {
        var page = Selector.FromHtml(Repeat("<p><b>x</b>", Many));
        Assert.Equal(Many, page.Css("p > b::text").Count);
        Assert.Equal(Many, page.XPath("//p/b/text()").Count);
        Assert.True(page.Get().Length > 10 * Many);
    }

    [Fact]
    public void Deep_xml_is_refused()
    {
        var exception = Assert.Throws<XmlException>(() => Selector.FromXml(Repeat("<a>", Many)));
        Assert.Contains("more than 512 deep", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_query_may_be_long_and_its_pattern_nested()
    {
        var page = Selector.FromHtml("<p>");
        Assert.Empty(page.Css(Repeat("a ", 1_000) + "a"));
        Assert.Equal(new string('a', 1_000), Selector.FromHtml("<p>" + new string('a', 1_000)).Css("p").ReFirst("(?:a+)+b|a{1000}"));
    }

    [Fact]
    public void Elements_that_are_opened_anew_in_each_block_are_refused_before_they_take_memory()
    {
        var open = string.Concat(Enumerable.Range(0, 450).Select(number => $"<b a={number}>"));
        var exception = Assert.Throws<FormatException>(() => Selector.FromHtml($"<div>{open}</div>{Repeat("<div>x</div>", 1_000)}"));
        Assert.Contains("elements", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_elements_than_memory_holds_are_refused()
    {
        Assert.Throws<FormatException>(() => Selector.FromHtml("<svg>" + Repeat("<g/>", 1_000_001)));
        Assert.Throws<XmlException>(() => Selector.FromXml("<a>" + Repeat("<b/>", 1_000_000) + "</a>"));
    }

    [Fact]
    public void A_tree_may_grow_once_it_is_read()
    {
        var document = new Response("https://site.example/", body: "<p>"u8.ToArray()).Document;
        for (var copy = 0; copy < 20_000; copy++)
        {
            document.Body!.AppendChild(document.CreateElement("p"));
        }

        Assert.Equal(20_001, document.QuerySelectorAll("p").Length);
    }

    [Theory]
    [InlineData("<xmlns/>")]
    [InlineData("<a><xmlns b='c'>d</xmlns></a>")]
    public void A_name_that_a_tree_does_not_take_is_refused_as_xml_that_is_broken(string xml)
    {
        var exception = Assert.Throws<XmlException>(() => Selector.FromXml(xml));
        Assert.Contains("'xmlns'", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(60_000, 100_000)]
    [InlineData(10_000_000, 100_000)]
    public void Links_below_a_long_base_take_limited_memory(int length, int count)
    {
        var html = $"<base href=/{new string('a', length)}/>" + string.Concat(Enumerable.Range(0, count).Select(number => $"<a href={number}>x</a>"));
        Response Page() => new("https://site.example/", body: Encoding.ASCII.GetBytes("<html>" + html));

        Assert.InRange(Page().Links().Sum(link => link.Url.Href.Length), 1, 150_000_000);
        Assert.InRange(new LinkExtractor { Unique = false }.Extract(Page()).Sum(link => link.Url.Href.Length), 1, 150_000_000);
    }

    [Fact]
    public void Texts_of_links_within_links_take_limited_memory()
    {
        var html = string.Concat(Enumerable.Range(0, 200).Select(number => $"<a href={number}><object>")) + new string('x', 5_000_000);

        Assert.InRange(new Response("https://site.example/", body: Encoding.ASCII.GetBytes("<html>" + html)).Links().Sum(link => link.Text.Length), 5_000_000, 150_000_000);
    }

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
