using System.Text;

namespace Crawling.Tests.Parsing;

public sealed class LinkExtractorTests
{
    private const string Page = """
        <!DOCTYPE html><title>Shop</title>
        <nav class="menu"><a href="/">Home</a> <a href="/help#top" rel="external nofollow">Help</a></nav>
        <main id="list">
          <a href="/item?id=1&amp;a=b"> <b>First</b>
             item</a>
          <a href="/item?a=b&amp;id=1">The same</a>
          <a href="https://WWW.other.example/item?id=2" data-go="/go/2">Second item</a>
          <a href="/picture.PNG">Picture</a> <a href="/pictures.png/">Pictures</a> <a href="/backup.tar.gz?x=1">Backup</a>
          <a href="javascript:go('/item?id=3')">Third item</a> <a href="mailto:a@shop.example">Mail</a> <a href="ftp://shop.example/x">Files</a>
          <img src="/cover"> <a name="here">Here</a> <area href="/map">
        </main>
        """;

    public static TheoryData<string, LinkExtractor, string[]> Options => new()
    {
        { "default", new(), ["/", "/help", "/item?id=1&a=b", "www./item?id=2", "/pictures.png/", "/map"] },
        { "Allow", new() { Allow = [@"/item\?id=\d", "map$"] }, ["/item?id=1&a=b", "www./item?id=2", "/map"] },
        { "Allow with a look-ahead", new() { Allow = [@"shop\.example/(?!item|help)"] }, ["/", "/pictures.png/", "/map"] },
        { "Deny", new() { Deny = ["item", "help"] }, ["/", "/pictures.png/", "/map"] },
        { "Deny over Allow", new() { Allow = ["item"], Deny = ["other"] }, ["/item?id=1&a=b"] },
        { "AllowDomains", new() { AllowDomains = ["other.example"] }, ["www./item?id=2"] },
        { "AllowDomains of others that end alike", new() { AllowDomains = ["er.example"] }, [] },
        { "DenyDomains", new() { DenyDomains = ["Shop.example"] }, ["www./item?id=2"] },
        { "DenyExtensions", new() { DenyExtensions = ["gz"], Allow = ["picture|backup"] }, ["/picture.PNG", "/pictures.png/"] },
        { "no DenyExtensions", new() { DenyExtensions = [], Allow = ["picture|backup"] }, ["/picture.PNG", "/pictures.png/", "/backup.tar.gz?x=1"] },
        { "RestrictCss", new() { RestrictCss = [".menu", ".menu a"] }, ["/", "/help"] },
        { "RestrictXPath", new() { RestrictXPath = ["//nav/a[2]"] }, ["/help"] },
        { "RestrictCss and RestrictXPath", new() { RestrictCss = ["area"], RestrictXPath = ["//nav"] }, ["/map", "/", "/help"] },
        { "RestrictCss that gives texts", new() { RestrictCss = ["a::text"] }, [] },
        { "RestrictText", new() { RestrictText = ["^(First|Second) item$", "^The same$"] }, ["/item?id=1&a=b", "www./item?id=2"] },
        { "RestrictText of a second link to a page", new() { RestrictText = ["same"] }, ["/item?a=b&id=1"] },
        { "Tags and Attributes", new() { Tags = ["IMG"], Attributes = ["src"] }, ["/cover"] },
        { "all Attributes", new() { Tags = ["a"], Attributes = [], DenyAttributes = ["href", "rel", "name"] }, ["/go/2"] },
        { "all Tags", new() { Tags = [], DenyTags = ["a"] }, ["/map"] },
        { "SkipNoFollow", new() { SkipNoFollow = true, RestrictCss = ["nav"] }, ["/"] },
        { "Canonicalize", new() { Canonicalize = true, Allow = ["shop.example/item"] }, ["/item?a=b&id=1"] },
        { "not Unique", new() { Unique = false, Allow = ["shop.example/item"] }, ["/item?id=1&a=b", "/item?a=b&id=1"] },
        { "ProcessValue", new() { ProcessValue = value => value.StartsWith("javascript:", StringComparison.Ordinal) ? value.Split('\'')[1] : null }, ["/item?id=3"] },
    };

    [Theory]
    [MemberData(nameof(Options))]
    public void An_option_narrows_the_links(string name, LinkExtractor links, string[] expected)
    {
        var found = links.Extract(Response(Page)).Select(link => link.Url.Href
            .Replace("https://shop.example", "", StringComparison.Ordinal)
            .Replace("https://www.other.example", "www.", StringComparison.Ordinal));

        Assert.Equal((name, string.Join(' ', expected)), (name, string.Join(' ', found)));
    }

    [Fact]
    public void A_link_tells_its_text_its_fragment_and_whether_it_says_nofollow()
    {
        var links = new LinkExtractor { RestrictCss = ["nav", "main a:first-child"] }.Extract(Response(Page));

        Assert.Equal(
            [
                new Link("https://shop.example/", "Home", "", false),
                new Link("https://shop.example/help", "Help", "top", true),
                new Link("https://shop.example/item?id=1&a=b", "First item", "", false),
            ],
            links);
    }

    [Fact]
    public void Of_the_same_options_the_tree_gives_the_same_links_as_the_page_without_it()
    {
        var page = Response("<base href='/folder/'>" + Page);
        var without = new LinkExtractor().Extract(page);
        Assert.False(page.Page.DocumentUsed);

        Assert.Equal(without, new LinkExtractor { RestrictXPath = ["/"] }.Extract(page));
        Assert.True(page.Page.DocumentUsed);
    }

    [Fact]
    public void References_are_joined_to_the_base_of_the_page()
    {
        var page = Response("<base href='https://cdn.example/a/'><a href=' b '>b</a><a href='//c.example'>c</a><a href=''>base</a>");

        foreach (var links in new LinkExtractor[] { new(), new() { Unique = false } })
        {
            Assert.Equal<Url>(["https://cdn.example/a/b", "https://c.example/", "https://cdn.example/a/"], links.Extract(page).Select(link => link.Url));
        }
    }

    [Theory]
    [InlineData(true, "[/a]")]
    [InlineData(false, "[ /a\n]")]
    public void Strip_is_for_what_ProcessValue_gets(bool strip, string expected)
    {
        var links = new LinkExtractor { Strip = strip, ProcessValue = value => $"/{Uri.EscapeDataString($"[{value}]")}" };

        var link = Assert.Single(links.Extract(Response("<a href=' /a\n'>a</a>")));

        Assert.Equal("/" + Uri.EscapeDataString(expected), link.Url.Path);
    }

    [Fact]
    public void Matches_knows_the_rules_for_urls()
    {
        var links = new LinkExtractor { Allow = ["/item"], Deny = ["old"], AllowDomains = ["shop.example"], DenyDomains = ["dead.shop.example"] };

        Assert.True(links.Matches("https://www.shop.example/item/1"));
        Assert.False(links.Matches("https://www.shop.example/item/old"));
        Assert.False(links.Matches("https://www.shop.example/page/1"));
        Assert.False(links.Matches("https://dead.shop.example/item/1"));
        Assert.False(links.Matches("https://other.example/item/1"));
        Assert.False(links.Matches("https://www.shop.example/item.pdf"));
    }

    [Fact]
    public void A_wrong_pattern_or_query_is_refused_at_once()
    {
        const string Wrong = "(";
        Assert.ThrowsAny<ArgumentException>(() => new LinkExtractor { Allow = [Wrong] });
        Assert.ThrowsAny<ArgumentException>(() => new LinkExtractor { Deny = [Wrong] });
        Assert.ThrowsAny<ArgumentException>(() => new LinkExtractor { RestrictText = [Wrong] });
        Assert.ThrowsAny<ArgumentException>(() => new LinkExtractor { RestrictCss = [Wrong] });
        Assert.ThrowsAny<ArgumentException>(() => new LinkExtractor { RestrictXPath = [Wrong] });
    }

    private static Response Response(string html) => new(
        "https://shop.example/page", headers: new HeaderList().Add("Content-Type", "text/html; charset=utf-8"), body: Encoding.UTF8.GetBytes(html));
}
