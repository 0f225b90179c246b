using System.Text;
using AngleSharp.Html;
using Crawling.Parsing;

namespace Crawling.Tests.Parsing;

public sealed class PageScanTests
{
    private static readonly Url[] Pages =
    [
        "http://site.example/folder/page.html", "http://site.example", "https://site.example/folder/?a=/b", "http://site.example/folder/sub/page.html?a#b",
    ];

    private static readonly string[] Fragments =
    [
        "<a href=x1>", "<a href='x2?a=1&copy=2&amp;b'>", "<a name=n>", "</a>", "<a href=\"x3\" rel='NoFollow x'>", "<A HREF = x4 >", "<a x'y\"z href=x5>",
        "<a href=x6/>", "<area href=x7>", "<p>", "</p>", "<div>", "</div>", "<span>", "</span>", "<b>", "</b>", "<i>", "</i>", "<h2>", "</h2>", "<ul>", "</ul>",
        "<li>", "</li>", "<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>", "<th>", "<tbody>", "<caption>", "</caption>", "<select>", "<option>",
        "</select>", "<svg>", "<svg/>", "</svg>", "<path d='M0'/>", "<g>", "</g>", "<title>", "</title>", "<desc>", "</desc>", "<style>", "</style>",
        "<script>", "</script>", "<script>'<!--<script>'</script>", "<textarea>", "</textarea>", "<!-- <a href=c1> -->", "<!-->", "<!--->", "<!-- - -- --!>",
        "<![CDATA[<a href=c2>]]>", "<?php <a href=c3>?>", "<!DOCTYPE html>", "</>", "</ >", "< a", "<br>", "</br>", "<img alt='>'>", "<img alt=it's>", "<hr>",
        "<button>", "</button>", "<object>", "</object>", "<noscript>", "</noscript>", "<template>", "</template>", "<math>", "<iframe>", "</iframe>",
        "<form>", "</form>", "<input value=\"<a href=c4>\">", "<base href=/other/>", "<base>", "<head>", "</head>", "<body>", "</body>", "<html>", "</html>",
        "<x-icon>", "</x-icon>", "<font>", "</font>", "<nobr>", "<ruby>", "<rt>", "<frameset>", "<plaintext>", "<em title=\"a\"b=\"c>\">", "</em>", "<h3>", "</h3>",
        " word ", "&amp;", "&nbsp;", "&notit;", "&not", "&#65;", "&#x80;", "&#0;", "&", "&x", "=", "\r\n", "é", "<section>", "</section>", "<dl>", "<dt>", "<dd>",
        "<xmp>", "</xmp>", "<noembed>", "<col>", "<colgroup>", "<details>", "<summary>", "<marquee>", "<a", " href=x8", ">", "<a href=>", "<a href>", "<a href=/x9#f>",
        "<meta name=description content=one>", "<META CONTENT='two&amp;\r\n' NAME=\"description\">", "<meta name=Description content=3 name=description>",
        "<meta property='og:title' content=>", "<link rel=canonical href=x10>", "<link REL=\"Canonical\" href='/x11'/>", "<meta name=description", "\r", "<meta http-equiv=refresh content=5>",
        "<a href='?a&num;b'>", "<a href='x&colon;?y#f'>", "<a href='x y#f g'>", "<a href=' #f'>", "<a href='http:?x#f'>", "<a href=//h/x#&lt;>", "<a href=x#%zz|'>",
    ];

    private static readonly string[] Queries =
    [
        "title::text", "a::attr(href)", "meta[name=description]::attr(content)", "meta[property=\"og:title\"]::attr(content)", "link[rel='canonical']::attr(href)",
        "meta[http-equiv=Refresh]::attr(content)",
    ];

    [Theory]
    [InlineData("<p>One <a href=one>a <b>bold</b> link</a>, <a href='two'>two</a> &amp; <area href=three></p>")]
    [InlineData("<div><a href=card><div><h2>Title</h2><p>text</p></div></a></div>")]
    [InlineData("<script>if (a < b) { x = '<a href=no>'; }</script><style>a > b {}</style><a href=yes>yes</a>")]
    [InlineData("<!-- <a href=no> --><textarea><a href=no></textarea><title><a href=no></title><a href=yes>")]
    [InlineData("<table><tr><td><a href=cell>cell</a></table><a href=after>after</a>")]
    [InlineData("<a href=icon><svg viewBox='0 0 1 1'><title>Icon</title><path d='M0 0'/></svg></a>")]
    [InlineData("<a name=top><h1>Old</h1><p>page<a href='x?a=1&lt=2&amp;c&#x3D;4'>&lt;&eacute;&euml&nbsp;x</a>")]
    [InlineData("<base href='/base/'><a href=x>x</a><base href='/other/'>")]
    [InlineData("<a href='&#xD800;&#xDFFF&#55555;&#x110000;&#xFFFE;&#99999999999;&#0;&#x1;&#xB;&#xFDD0;&#x1FFFF;&#x7F;&#x80;'>&#xDC00;x")]
    [InlineData("<title>One\r\n &amp; two &copy3</title><meta name=description content='a\rb'><link rel=canonical href=/c><body><title></title>x<title>2</title>")]
    [InlineData("<a href=one href=two rel=external rel=nofollow>first counts</a><a href=two REL='x NOFOLLOW'>hidden</a>")]
    [InlineData("<a href='page&#35;x'>1</a><a href='page&#36;x'>2</a><a href='page.html#a'>3</a><a href='page.html#b'>4</a><a href='page.html'>5</a><a href='#c'>6</a><a href='?#d'>7</a><a href=''>8</a>")]
    public void Links_are_found_without_a_tree(string html)
    {
        var scan = ScannedPage.Scan(Encoding.UTF8.GetBytes(html));
        Assert.NotNull(scan);
        AssertSame(html, scan);
    }

    [Theory]
    [InlineData("<table><tr><a href=x>moved</a></table>")]
    [InlineData("<a href=x><p>one</a>two")]
    [InlineData("<b><a href=x>one</b>two</a>")]
    [InlineData("<p><a href=x><div>block</div></a>")]
    [InlineData("<template><a href=x>x</a></template>")]
    [InlineData("<select><a href=x>x</a></select>")]
    [InlineData("<svg><style><a href=x></style></svg>")]
    [InlineData("<script><!-- <script></script> <a href=x> --></script>")]
    public void What_a_tree_decides_is_left_to_the_tree(string html) => Assert.Null(ScannedPage.Scan(Encoding.UTF8.GetBytes(html)));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Whatever_is_found_without_a_tree_is_what_the_tree_says(int seed)
    {
        var random = new Random(seed);
        var scanned = 0;
        for (var page = 0; page < 5000; page++)
        {
            var html = string.Concat(Enumerable.Range(0, random.Next(1, 14)).Select(_ => Fragments[random.Next(Fragments.Length)]));
            if (ScannedPage.Scan(Encoding.UTF8.GetBytes(html)) is { } scan)
            {
                scanned++;
                AssertSame(html, scan);
            }
        }

        Assert.InRange(scanned, 1000, 5000);
    }

    [Theory]
    [InlineData("<table><meta name=description content=x></table>")]
    [InlineData("<svg><title>drawing</title></svg><title>page</title>")]
    [InlineData("<title>no end")]
    public void What_a_tree_decides_of_the_head_is_left_to_the_tree(string html)
    {
        var scan = ScannedPage.Scan(Encoding.UTF8.GetBytes(html));

        Assert.NotNull(scan);
        Assert.Null(ScanQuery.Get("title::text").Ask(scan));
    }

    [Theory]
    [InlineData("meta[name=description]::attr(content)", true)]
    [InlineData("link[rel=\"canonical\"]::attr(href)", true)]
    [InlineData("title::text", true)]
    [InlineData("a::attr(href)", true)]
    [InlineData("h1::text", false)]
    [InlineData("a.next::attr(href)", false)]
    [InlineData("meta[name^=desc]::attr(content)", false)]
    [InlineData("meta[name=description]", false)]
    public void Queries_that_name_one_kind_of_tag_need_no_tree(string query, bool isPlain) => Assert.Equal(isPlain, ScanQuery.Get(query).IsPlain);

    private static void AssertSame(string html, ScannedPage scan)
    {
        var document = HtmlTree.Parse(html);
        var reference = document.QuerySelector("base[href]")?.GetAttribute("href");
        Assert.True(reference == scan.Base, $"The base of {html} is {reference}, not {scan.Base}.");
        foreach (var query in Queries)
        {
            var ofTree = new Selector(document, new Tree(HtmlMarkupFormatter.Instance)).Css(query).GetAll();
            var ofScan = ScanQuery.Get(query).Ask(scan);
            Assert.True(ofScan is null || ofTree.SequenceEqual(ofScan), $"{query} of {html}\n\ntree: {string.Join('\n', ofTree)}\n\nscan: {string.Join('\n', ofScan ?? [])}");
        }

        Assert.All(Pages, page =>
        {
            var expected = PageLinks.Of(document, page);
            var found = PageLinks.Of(scan, page);
            Assert.True(expected.SequenceEqual(found), $"{html}\n\ntree: {string.Join('\n', expected)}\n\nscan: {string.Join('\n', found)}");
        });
    }
}
