using System.Xml;

namespace Crawling.Tests;

public sealed class SelectorTests
{
    private const string Shelf = """
        <html><head><title>Shelf</title><base href="http://shop.example/"></head><body>
          <!-- a comment -->
          <div id="books" class="list wide">
            <a href="one.html">Title: <b>One</b> more<br><img src="one.jpg"></a>
            <a href="two.html" rel="next">Title: Two<br><img src="two.jpg"></a>
          </div>
          <p class="x">outer <i>inner</i> tail</p>
        </body></html>
        """;

    private static readonly Selector Page = Selector.FromHtml(Shelf);

    [Theory]
    [InlineData("title::text", "Shelf")]
    [InlineData("p::text", "outer | tail")]
    [InlineData("p *::text", "inner")]
    [InlineData("p ::text", "inner")]
    [InlineData("a::attr(href)", "one.html|two.html")]
    [InlineData("a::attr('href')", "one.html|two.html")]
    [InlineData("a[rel=next]::attr(href)", "two.html")]
    [InlineData("a:not([rel]) > img::attr(src)", "one.jpg")]
    [InlineData("#books::attr(class)", "list wide")]
    [InlineData("div.wide a + a::attr(href)", "two.html")]
    [InlineData("a::attr(none)", "")]
    [InlineData("b::text, title::text", "Shelf|One")]
    [InlineData("a[rel]::attr(rel), i::text", "next|inner")]
    [InlineData("i, title::text", "Shelf|<i>inner</i>")]
    [InlineData("a:contains('Two')::attr(href)", "two.html")]
    [InlineData("a:has(b)::attr(href)", "one.html")]
    [InlineData("b,\n i", "<b>One</b>|<i>inner</i>")]
    [InlineData("[href='a,b)'], b::text", "One")]
    [InlineData("[title='::text'], p > ::text", "inner")]
    [InlineData("::attr(rel)", "next")]
    public void A_css_query_gives_elements_texts_and_attributes_in_document_order(string query, string expected) =>
        Assert.Equal(expected, string.Join('|', Page.Css(query).GetAll()));

    [Fact]
    public void A_css_query_looks_at_the_element_itself_too()
    {
        var link = Page.Css("a")[1];
        Assert.Equal("two.html", link.Css("::attr(href)").Get());
        Assert.Equal("Title: Two", link.Css("::text").Get());
        Assert.Single(link.Css("a"));
    }

    [Fact]
    public void Texts_of_nested_elements_come_in_document_order() =>
        Assert.Equal(["1", "2", "3"], Selector.FromHtml("<div>1<div>2</div>3</div>").Css("div::text").GetAll());

    [Fact]
    public void Nothing_outside_an_element_counts_as_its_ancestor()
    {
        var inner = Selector.FromHtml("<ul><li>a<ul class=in><li>b<ol><li>c</ol></ul></ul>").Css("ul.in");
        Assert.Equal(["c"], inner.Css("li li::text").GetAll());
        Assert.Equal(["b"], inner.Css("ul > li::text").GetAll());
        Assert.Empty(inner.Css("body li"));
        Assert.Equal(["b"], inner.Css(":scope > li::text").GetAll());
    }

    [Fact]
    public void Siblings_are_found_within_an_element()
    {
        var list = Selector.FromHtml("<h1>x</h1><div><h2>a</h2><p>1</p><p>2</p></div>").Css("div");
        Assert.Equal(["1"], list.Css("h2 + p::text").GetAll());
        Assert.Equal(["1", "2"], list.Css("h2 ~ p::text").GetAll());
        Assert.Empty(list.Css("h1 + div"));
    }

    [Theory]
    [InlineData("div[", "at 3, '[' is not closed")]
    [InlineData("a:not(b", "at 5, '(' is not closed")]
    [InlineData("a[b='c]", "at 4, ' is not closed")]
    [InlineData("a)", "at 1, ')' closes nothing")]
    [InlineData("a,,b", "at 2, a selector is missing")]
    [InlineData("", "at 0, a selector is missing")]
    [InlineData("p, div::text a", "at 6, ::text and ::attr(name) can only end a selector")]
    [InlineData("//div", "at 0, '/' has no meaning; XPath expressions go to XPath()")]
    [InlineData("p, a:nonsense", "at 4, ':nonsense' cannot be read")]
    [InlineData("div >", "at 4, '>' cannot be read")]
    [InlineData("p::attr(a b)", "at 1, ::text and ::attr(name) can only end a selector")]
    [InlineData("a{", "at 1, '{' cannot be read")]
    public void A_bad_css_query_is_refused_with_the_place_and_the_reason(string query, string problem)
    {
        var exception = Assert.Throws<ArgumentException>(() => Page.Css(query));
        Assert.StartsWith($"'{query}' is not a CSS selector: {problem}.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bad_query_is_refused_even_where_nothing_is_searched()
    {
        Assert.Throws<ArgumentException>(() => Page.Css("none").Css("div["));
        Assert.Throws<ArgumentException>(() => Page.Css("none").XPath("//div["));
        Assert.Throws<ArgumentException>(() => Page.Css("title::text")[0].Css("div["));
    }

    [Fact]
    public void Css_and_xpath_go_on_from_each_other()
    {
        Assert.Equal(["one.jpg", "two.jpg"], Page.Css("#books").XPath("./a/img/@src").GetAll());
        Assert.Equal(["One"], Page.XPath("//div[@id='books']").Css("b::text").GetAll());
        Assert.Equal(["one.html", "two.html"], Page.XPath("//a").Css("a").XPath("@href").GetAll());
    }

    [Fact]
    public void A_text_or_a_value_holds_nothing_more_to_search()
    {
        Assert.Empty(Page.Css("title::text").Css("*"));
        Assert.Empty(Page.XPath("//title/text()").XPath("//a"));
        Assert.Empty(Page.Css("a::attr(href)").XPath(".."));
    }

    [Fact]
    public void Get_gives_markup_of_an_element_and_the_characters_of_a_text_or_a_value()
    {
        var page = Selector.FromHtml("""<p title='"&amp;'>a &lt; b<br>é<!--c--></p><script>a<b</script>""");
        Assert.Equal("""<p title="&quot;&amp;">a &lt; b<br>é<!--c--></p>""", page.Css("p").Get());
        Assert.Equal("a < b", page.Css("p::text").Get());
        Assert.Equal("\"&", page.Css("p::attr(title)").Get());
        Assert.Equal("<script>a<b</script>", page.Css("script").Get());
        Assert.Equal("<html><head></head><body></body></html>", Selector.FromHtml("").Get());
        Assert.Equal("<!DOCTYPE html><html><head></head><body></body></html>", Selector.FromHtml("<!doctype html>").Get());
        Assert.Equal("<template><b>x</b></template>", Selector.FromHtml("<template><b>x</b></template>").Css("template").Get());
        Assert.Null(page.Css("none").Get());
        Assert.Empty(page.Css("none").GetAll());
    }

    [Fact]
    public void Attributes_are_those_of_the_first_element()
    {
        Assert.Equal(new Dictionary<string, string> { ["href"] = "two.html", ["rel"] = "next" }, Page.Css("a[rel]").Attributes);
        Assert.Equal("one.html", Page.Css("a").Attributes["href"]);
        Assert.Empty(Page.Css("none").Attributes);
        Assert.Empty(Page.Css("a::text").Attributes);
    }

    [Theory]
    [InlineData(@"Title: \w+", "Title: Two")]
    [InlineData(@"Title:\s*(\w+)", "Two")]
    [InlineData(@"(\w+)\.(html)", "one|html|two|html")]
    [InlineData(@"(one)?\.html", "one|")]
    [InlineData(@"(?<=rel="")\w+", "next")]
    [InlineData("nothing", "")]
    public void Re_gives_all_groups_or_the_whole_match(string pattern, string expected)
    {
        var links = Page.Css("a");
        Assert.Equal(expected, string.Join('|', links.Re(pattern)));
        Assert.Equal(expected.Length == 0 ? null : expected.Split('|')[0], links.ReFirst(pattern));
        Assert.Equal(links[0].Re(pattern).Concat(links[1].Re(pattern)), links.Re(pattern));
        Assert.Equal(links[1].Re(pattern) is [var first, ..] ? first : null, links[1].ReFirst(pattern));
    }

    [Fact]
    public void A_bad_regular_expression_is_refused() => Assert.ThrowsAny<ArgumentException>(() => Page.Css("none").Re("("));

    [Theory]
    [InlineData("a", "one.html")]
    [InlineData("img", "one.jpg")]
    [InlineData("a::attr(rel)", "next")]
    [InlineData("title::text", "Shelf")]
    [InlineData("p", null)]
    public void The_reference_is_href_then_src_or_the_value_itself(string query, string? expected) =>
        Assert.Equal(expected, Page.Css(query)[0].Reference);

    [Fact]
    public void References_of_a_fragment_with_a_base_url_are_absolute() =>
        Assert.Equal("https://b.example/d/x", Selector.FromHtml("<a href=' x '>", "https://b.example/d/").Css("a")[0].Reference);

    [Fact]
    public void Xml_is_searched_by_names_as_they_are_written()
    {
        var feed = Selector.FromXml("""
            <?xml version="1.0"?>
            <feed xmlns="http://www.w3.org/2005/Atom" xmlns:m="http://m.example/" xml:lang="en">
              <?go on?><entry><m:Title>A &amp; <![CDATA[<b>]]></m:Title><br/><link href="x"/></entry>
            </feed>
            """);
        Assert.Equal(["A & <b>"], feed.XPath("//entry/m:Title/text()").GetAll());
        Assert.Equal("en", feed.XPath("/feed/@xml:lang").Get());
        Assert.Equal("http://m.example/", feed.XPath("//m:Title").Css("*")[0].XPath("string(/feed/@xmlns:m)").Get());
        Assert.Equal("x", feed.Css("entry > link::attr(href)").Get());
        Assert.Equal("<entry><m:Title>A &amp; &lt;b&gt;</m:Title><br/><link href=\"x\"/></entry>", feed.Css("entry").Get());
        Assert.Equal("<?go on?>", feed.XPath("//processing-instruction()").Get());
        Assert.Empty(feed.XPath("//none:Title"));
    }

    [Theory]
    [InlineData("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>")]
    [InlineData("<a>&nbsp;</a>")]
    [InlineData("<a><b></a>")]
    [InlineData("")]
    public void Xml_with_a_dtd_or_that_is_not_well_formed_is_refused(string xml) =>
        Assert.Throws<XmlException>(() => Selector.FromXml(xml));
}
