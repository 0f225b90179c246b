using System.Text;
using Crawling.Parsing;

namespace Crawling.Tests.Parsing;

public sealed class MetaTagsTests
{
    [Theory]
    [InlineData("<meta name=robots content=noindex>", "robots=noindex")]
    [InlineData("<META\n NAME='Robots' /CONTENT = \"a > b\"/>", "Robots=a > b")]
    [InlineData("<meta charset=utf-8><meta name=a><meta content=b>", "")]
    [InlineData("<metal name=robots content=x>", "")]
    [InlineData("<meta name=a name=b content=c>", "a=c")]
    [InlineData("<!-- <meta name=a content=b> --><!--><meta name=c content=d>", "c=d")]
    [InlineData("<meta name=\"a content=b", "")]
    [InlineData("<script>'<meta name=a content=b>'</script><meta name=c content='d &amp; e'>", "c=d & e")]
    [InlineData("<meta name=a content=b><body><meta name=c content=d>", "a=b")]
    [InlineData("<meta", "")]
    [InlineData("<meta name=a content=b", "")]
    [InlineData("<meta name=a content=>", "a=")]
    public void Named_elements_are_found_as_browsers_find_them(string html, string found) =>
        Assert.Equal(found, string.Join(' ', MetaTags.Find(Encoding.UTF8.GetBytes(html)).Select(meta => $"{meta.Name}={meta.Content}")));

    [Theory]
    [InlineData("<meta ")]
    [InlineData("<!--")]
    [InlineData("<meta a=\"")]
    [InlineData("<meta a='b\"")]
    public void A_page_made_to_be_slow_is_not(string part) => Assert.Empty(MetaTags.Find(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(part, MetaTags.Limit / part.Length)))));
}
