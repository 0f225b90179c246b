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

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
