namespace Crawling.Tests.Parsing;

public sealed class XPathQueryTests
{
    private static readonly Selector Page = Selector.FromHtml("""
        <!doctype html><html><head><title>T</title></head><body>
        <ul id=u><li class="a b">1<li class="b">2<li>3<!--note--></ul>
        <svg viewBox="0 0 1 1"><path d="M0"/></svg><o:p v-on:click="go">word</o:p>
        <p>x<b>y</b>z</p></body></html>
        """);

    [Theory]
    [InlineData("//title/text()", "T")]
    [InlineData("/html/head/title", "<title>T</title>")]
    [InlineData("//li[2]/text()", "2")]
    [InlineData("//li[last()]/text()", "3")]
    [InlineData("//li[position() < 3]/text()", "1|2")]
    [InlineData("//li/@class", "a b|b")]
    [InlineData("//li[contains(@class, 'a')]/following-sibling::li/text()", "2|3")]
    [InlineData("//li[3]/preceding-sibling::li[1]/text()", "2")]
    [InlineData("//li[3]/preceding-sibling::li/text()", "1|2")]
    [InlineData("//b/ancestor::*/@id | //b/.. | //title", "<title>T</title>|<p>x<b>y</b>z</p>")]
    [InlineData("//p//text()", "x|y|z")]
    [InlineData("//p/node()", "x|<b>y</b>|z")]
    [InlineData("//b | //title | //li[1]/@class", "<title>T</title>|a b|<b>y</b>")]
    [InlineData("//comment()", "<!--note-->")]
    [InlineData("//path/@d", "M0")]
    [InlineData("//o:p/@v-on:click", "go")]
    [InlineData("//*[local-name() = 'path']/@d", "M0")]
    [InlineData("id('u')/li[1]/text()", "1")]
    [InlineData("//li[has-class('b')]/text()", "1|2")]
    [InlineData("//li[has-class('b', 'a')]/text()", "1")]
    [InlineData("//li[re:test(text(), '[13]')]/text()", "1|3")]
    [InlineData("//li[re:test(@class, '^(?!b)')]/text()", "1|3")]
    [InlineData("//none", "")]
    [InlineData("count(//li)", "3")]
    [InlineData("count(//li) div 2", "1.5")]
    [InlineData("string(//p)", "xyz")]
    [InlineData("normalize-space(//title)", "T")]
    [InlineData("concat(//title, '-', //b)", "T-y")]
    [InlineData("boolean(//li)", "true")]
    [InlineData("//li = '9'", "false")]
    [InlineData("string(/)", "T")]
    [InlineData("name(//o:p)", "o:p")]
    public void An_expression_gives_nodes_in_document_order_or_one_value(string query, string expected)
    {
        var found = string.Join('|', Page.XPath(query).GetAll());
        Assert.Equal(expected, query == "string(/)" ? found[..1] : found);
    }

    [Fact]
    public void An_expression_is_relative_to_its_node()
    {
        var item = Page.Css("li")[1];
        Assert.Equal("2", item.XPath("text()").Get());
        Assert.Equal("1", item.XPath("preceding-sibling::li/text()").Get());
        Assert.Equal("3", item.XPath("following-sibling::*/text()").Get());
        Assert.Equal("u", item.XPath("../@id").Get());
        Assert.Equal("T", item.XPath("//title/text()").Get());
        Assert.Equal("2", item.XPath("count(preceding::li) + 1").Get());
        Assert.Empty(item.XPath(".//title"));
        Assert.Equal("<p>x<b>y</b>z</p>", item.XPath("following::p").Get());
    }

    [Theory]
    [InlineData("//li[", "'//li[' is not an XPath 1.0 expression:")]
    [InlineData("//li[@class=]", "'//li[@class=]' is not an XPath 1.0 expression:")]
    [InlineData("", "'' is not an XPath 1.0 expression:")]
    [InlineData("1 | 2", "'1 | 2' is not an XPath 1.0 expression:")]
    [InlineData("//li[ends-with(@class, 'a')]", "there is no function 'ends-with' that takes these arguments.")]
    [InlineData("//li[$n]", "there is no variable '$n'; put its value into the expression.")]
    [InlineData("has-class()", "there is no function 'has-class'")]
    [InlineData("re:test(//li)", "there is no function 're:test'")]
    public void A_bad_expression_is_refused_with_the_reason(string query, string problem)
    {
        var exception = Assert.Throws<ArgumentException>(() => Page.XPath(query));
        Assert.Contains(problem, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', exception.Message);
    }

    [Fact]
    public void One_page_may_be_asked_from_several_threads() =>
        Parallel.For(0, 200, _ => Assert.Equal(["1", "2"], Page.XPath("//li[has-class('b')]").Css("::text").GetAll()));
}
