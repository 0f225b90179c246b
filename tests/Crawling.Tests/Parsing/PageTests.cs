using System.Text;
using System.Text.Json;

namespace Crawling.Tests.Parsing;

public sealed class PageTests
{
    private static readonly byte[] Picture = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13];

    [Theory]
    [InlineData("text/html", true, true)]
    [InlineData("TEXT/HTML ; charset=utf-8", true, true)]
    [InlineData("application/xhtml+xml", true, true)]
    [InlineData("text/plain", false, true)]
    [InlineData("application/json", false, true)]
    [InlineData("application/ld+json; x=y", false, true)]
    [InlineData("application/rss+xml", false, true)]
    [InlineData("application/javascript", false, true)]
    [InlineData("image/svg+xml", false, true)]
    [InlineData("image/png", false, false)]
    [InlineData("application/pdf", false, false)]
    [InlineData("application/octet-stream", false, false)]
    [InlineData("application/texthtml", false, false)]
    public void The_content_type_tells_what_the_content_is(string contentType, bool isHtml, bool isText)
    {
        var response = Make("<html>"u8, contentType);
        Assert.Equal((isHtml, isText), (response.IsHtml, response.IsText));
    }

    [Theory]
    [InlineData("<!DOCTYPE html><p>", true)]
    [InlineData(" \n<html>", true)]
    [InlineData("\uFEFF<body class=x>", true)]
    [InlineData("<!-- x --><p>", true)]
    [InlineData("<htmlx>", false)]
    [InlineData("<?xml version='1.0'?><a/>", false)]
    [InlineData("{}", false)]
    [InlineData("", false)]
    public void Without_a_content_type_the_first_bytes_tell(string text, bool isHtml)
    {
        foreach (var contentType in new[] { null, "", "unknown/unknown", "*/*", "nonsense" })
        {
            var response = Make(Encoding.UTF8.GetBytes(text), contentType);
            Assert.Equal((isHtml, true), (response.IsHtml, response.IsText));
        }

        Assert.False(Make(Picture, null).IsText);
    }

    [Fact]
    public void What_is_not_text_has_neither_text_nor_tree()
    {
        var response = Make(Picture, "image/png; q=1");
        Action[] uses =
        [
            () => _ = response.Text, () => _ = response.Document, () => _ = response.Selector, () => response.Css("a"),
            () => response.XPath("//a"), () => response.Re("a"), () => response.Links(),
        ];
        Assert.All(uses, use => Assert.Contains("image/png", Assert.Throws<NotSupportedException>(use).Message, StringComparison.Ordinal));
        Assert.Contains(
            "application/octet-stream",
            Assert.Throws<NotSupportedException>(() => Make(Picture, null).Text).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_text_is_decoded_in_the_encoding_of_the_page()
    {
        var response = Make([.. "<meta charset=koi8-r>"u8, 0xC1], "text/html");
        Assert.Equal("koi8-r", response.Encoding.WebName);
        Assert.Equal("<meta charset=koi8-r>а", response.Text);
        Assert.Equal("а", response.Css("body::text").Get());
        Assert.Equal(["а"], response.Re("[а-я]"));
    }

    [Fact]
    public void A_byte_order_mark_is_no_part_of_the_text()
    {
        Assert.Equal("a", Make("\uFEFFa"u8, "text/plain").Text);
        Assert.Equal("a", Make([0xFF, 0xFE, 0x61, 0], "text/plain").Text);
        Assert.Equal("a", Make([0xFE, 0xFF, 0, 0x61], null).Text);
    }

    [Fact]
    public void A_meta_element_in_what_is_not_html_says_nothing()
    {
        const string Text = "{\"x\":\"<meta charset=koi8-r>é\"}";
        Assert.Equal(Text, Make(Encoding.UTF8.GetBytes(Text), "application/json").Text);
        Assert.Equal("koi8-r", Make("<?xml version='1.0' encoding='koi8-r'?><a/>"u8, "text/xml").Encoding.WebName);
    }

    [Fact]
    public void Xml_is_parsed_as_xml()
    {
        var response = Make("<rss><Link>x</Link><link>y</link></rss>"u8, "application/rss+xml");
        Assert.Equal(["x"], response.XPath("//Link/text()").GetAll());
        Assert.Equal("xy", response.XPath("string(/)").Get());
        Assert.Equal("<rss><Link>x</Link><link>y</link></rss>", response.Selector.Get());
    }

    [Fact]
    public void The_tree_is_parsed_once()
    {
        var response = Make("<p>x"u8, "text/html");
        var documents = new AngleSharp.Dom.IDocument[50];
        Parallel.For(0, documents.Length, i => documents[i] = response.Document);
        Assert.All(documents, document => Assert.Same(documents[0], document));
    }

    [Fact]
    public void Only_a_callback_makes_the_tree_used()
    {
        var page = Make("<p>x<base href=/a/><table><a href=outside-of-a-cell>"u8, "text/html").Page;
        page.ParseAhead();
        _ = page.BaseUrl;
        _ = page.Text;
        Assert.Single(page.Links());
        Assert.False(page.DocumentUsed);
        Assert.Equal("x", page.Selector.Css("p::text").Get());
        Assert.True(page.DocumentUsed);
    }

    [Fact]
    public void What_goes_wrong_ahead_of_the_callback_surfaces_in_it()
    {
        var response = Make("<a>"u8, "text/xml");
        response.Page.ParseAhead();
        Assert.Throws<System.Xml.XmlException>(() => response.Css("a"));
    }

    [Theory]
    [InlineData("<p>", "http://a.example/d/page")]
    [InlineData("<base href='/b/'>", "http://a.example/b/")]
    [InlineData("<BASE target=x><base href=' //c.example/ '><base href=/d/>", "http://c.example/")]
    [InlineData("<base>", "http://a.example/d/page")]
    [InlineData("<!-- <base href=/no/> -->", "http://a.example/d/page")]
    [InlineData("<base href='data:text/plain,x'>", "http://a.example/d/page")]
    [InlineData("<base href='http://['>", "http://a.example/d/page")]
    public void The_base_url_is_that_of_the_first_base_element(string html, string expected)
    {
        var response = Make(Encoding.UTF8.GetBytes(html), "text/html");
        Assert.Equal(expected, response.Page.BaseUrl.Href);
        Assert.Equal(Url.Parse("x", expected), response.UrlJoin("x"));
        Assert.Equal(Url.Parse("x", expected), response.Follow("x").Url);
    }

    [Fact]
    public void A_selector_is_followed_by_what_it_refers_to()
    {
        var response = Make("<base href=/b/><a href=' x '></a><img src=y><p></p><a href='http://['></a><a></a>"u8, "text/html");
        Assert.Equal("http://a.example/b/x", response.Follow(response.Css("a")[0])!.Url);
        Assert.Equal("http://a.example/b/y", response.Follow(response.Css("img")[0])!.Url);
        Assert.Equal(["http://a.example/b/x"], response.FollowAll(response.Css("a")).Select(request => request.Url.Href));
        Assert.Null(response.Follow(response.Css("p")[0]));
        Assert.Equal(
            ["http://a.example/b/x", "http://a.example/b/z"],
            response.FollowAll([" x ", "http://[", "z"]).Select(request => request.Url.Href));
        Assert.Equal(response.Links().Select(link => link.Url), response.FollowAll(response.Links()).Select(request => request.Url));
    }

    [Fact]
    public void Json_is_read_in_any_encoding_and_whatever_its_type()
    {
        const string Json = """{"name":"Zoë","price":"5"}""";
        byte[][] bodies =
        [
            Encoding.UTF8.GetBytes(Json), [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Json)], Encoding.Latin1.GetBytes(Json),
            [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Json)],
        ];
        Assert.All(bodies, body => Assert.Equal(new Thing("Zoë", 5), Make(body, "application/octet-stream").Json<Thing>()));
        Assert.Throws<JsonException>(() => Make("<p>"u8, "application/json").Json<Thing>());
    }

    [Fact]
    public void Links_are_absolute_and_come_once_each_in_order()
    {
        var response = Make(
            """
            <base href="/b/"><a href="one#top"> One <b>more
              time</b></a><map><area href="//c.example/two" rel="external NoFollow"></map><a href="one">again</a>
            <a href="mailto:x@y.example">m</a><a href="javascript:x()">j</a><a name=here>n</a><a href="http://[">bad</a>
            <link href="style.css"><a href="  #end">self</a>
            """u8,
            "text/html");
        Assert.Equal(
            [
                new Link("http://a.example/b/one", "One more time", "top", NoFollow: false),
                new Link("http://c.example/two", "", "", NoFollow: true),
                new Link("http://a.example/b/", "self", "end", NoFollow: false),
            ],
            response.Links());
    }

    private static Response Make(ReadOnlySpan<byte> body, string? contentType) => new(
        "http://a.example/d/page",
        headers: contentType is null ? [] : new HeaderList { { "Content-Type", contentType } },
        body: body.ToArray());

    private sealed record Thing(string Name, int Price);
}
