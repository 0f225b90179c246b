using System.Text;
using System.Text.Json;
using System.Xml;
using Crawling.Downloading;
using FsCheck;

namespace Crawling.Tests.Hostile;

public sealed class PagePropertyTests
{
    private static readonly Url Address = "https://site.example/folder/page";

    private static readonly string?[] Types = [null, "text/html", "text/html; charset=utf-16", "text/html; charset=iso-2022-jp", "application/xml", "text/plain", "image/png"];

    private static readonly Gen<string> Pages = Fuzz.Pieces(
        "<a href=x>", "<a href='y?b=1&amp;c'>", "<area href=\"/z#f\">", "</a>", "<base href=//other.example/b/>", "<base href='", "<p>", "<b>", "</b>", "<div>", "</div>", "<table>", "<td>",
        "</table>", "<svg>", "<title>", "</title>", "<math>", "<select>", "<template>", "<script>", "</script>", "<!--", "-->", "<![CDATA[", "]]>", "<?xml version='1.0' encoding='utf-16'?>",
        "<?x y?>", "<!DOCTYPE html>", "<xmlns/>", "<xmlns:a/>", "<x:y xmlns:x='z'>", "<a xml:lang='b' xmlns=''/>", "<meta charset=utf-16>", "<meta charset=gbk>",
        "<meta http-equiv=content-type content='text/html; charset=shift_jis'>", "<meta name=robots content=none>", "<meta http-equiv=refresh content='", "5;url=x'>", "<form>", "<form action='//[' method=post enctype='multipart/form-data' accept-charset=gbk>", "<input name=a>",
        "<input type=file name=b>", "<input type=image>", "<select name=c multiple>", "<option selected>", "<textarea name=d>", "<button name=e>", "</form>", "<meta name=referrer content=origin>", "&amp;", "&#xD800;", "&#x110000;", "&#xFFFE;", "&#x1", "&#x80;",
        "&notit;", "\0", "\xFF\xFE", "\xFE\xFF", "\xEF\xBB\xBF", "\xC3\xBC", "\xE4", "\xED\xA0\x80", "{\"a\":[1,\"\\ud800\"]}", "[", "]", "\"", "1e999", " ", "\n");

    private static readonly Gen<string> Xml = Fuzz.Changed(
        "<?xml version='1.0'?><!-- a --><rss xmlns:m='http://m.example/'><channel><item a='1' m:b='2'><title>x &amp; y</title><![CDATA[z]]></item></channel></rss>",
        "<a><xmlns b='c'/><x:y xmlns:x='http://www.w3.org/2000/svg'/><?p i?></a>",
        "<svg xmlns='http://www.w3.org/2000/svg' xml:space='preserve'><g xmlns=''/><\xC3\xA9 \xC2\xB7='1'/></svg>");

    public static TheoryData<int> Rounds => Fuzz.Rounds;

    [Theory]
    [MemberData(nameof(Rounds))]
    public void Whatever_a_page_is_it_is_read_or_refused_as_its_members_say(int round) => Fuzz.Check(round, Pages, text =>
        Assert.All(Types, type => ReadAll(Page(text, type))));

    [Theory]
    [MemberData(nameof(Rounds))]
    public void Whatever_an_xml_file_is_it_is_read_or_refused_as_its_members_say(int round) => Fuzz.Check(round, Xml, text =>
        ReadAll(Page(text, "text/xml")));

    [Theory]
    [MemberData(nameof(Rounds))]
    public void Links_are_the_same_with_and_without_a_tree_in_any_encoding(int round) => Fuzz.Check(round, Pages, text =>
        Assert.All(Types.Take(4), type =>
        {
            var withTree = Page(text, type);
            if (!withTree.IsHtml)
            {
                return;
            }

            _ = withTree.Document;
            var links = Page(text, type).Links();

            Assert.Equal(withTree.Links(), links);
            Assert.All(links, link => Assert.True(link.Url is { Scheme: "http" or "https", Fragment: "" }));
            Assert.Equal(links.Count, links.DistinctBy(link => link.Url).Count());
        }));

    [Theory]
    [MemberData(nameof(Rounds))]
    public void Any_bytes_are_text_in_the_encoding_that_is_found(int round) => Fuzz.Check(round, Pages, text =>
        Assert.All(Types, type =>
        {
            var encoding = HtmlEncoding.Detect(Fuzz.Bytes(text), type);
            Assert.NotNull(encoding.GetString(Fuzz.Bytes(text)));
            Assert.Equal(Encoding.UTF8.WebName, HtmlEncoding.Detect(Fuzz.Bytes("\xEF\xBB\xBF" + text), type).WebName);
        }));

    private static void ReadAll(Response page)
    {
        Assert.NotNull(page.Encoding);
        Assert.NotNull(page.Robots);
        Assert.True(PagePolicy.Of(page) is not { } policy || Enum.IsDefined(policy));
        Assert.True(MetaRefresh.Of(page) is not { } refresh || refresh is { Target.Scheme: "http" or "https", Delay.Ticks: >= 0 });
        Try<NotSupportedException>(() => page.Text);
        Try<NotSupportedException>(() => page.Re("([a-z]+)|(?<=<)x"));
        Try<JsonException>(() => page.Json<Dictionary<string, List<object>>>());
        Try<NotSupportedException, XmlException, FormatException>(() => page.Links());
        Try<NotSupportedException, XmlException, FormatException>(() => page.Css("a[href], p:has(b), *::text, ::attr(href)").GetAll());
        Try<NotSupportedException, XmlException, FormatException>(() => page.XPath("//*[@*]/text() | //@href").GetAll());
        Try<NotSupportedException, XmlException, FormatException>(() => page.FollowAll(page.Css("a, area")).ToList());
        Try<NotSupportedException, XmlException, FormatException>(() => new LinkExtractor { Tags = [], Attributes = [] }.Extract(page));
        Try<NotSupportedException, XmlException, FormatException>(() => page.Selector.Get());
        Try<NotSupportedException, XmlException, ArgumentException>(() => Request.FormFrom(page));
    }

    private static void Try<T>(Func<object?> read)
        where T : Exception => Try<T, T, T>(read);

    private static void Try<T1, T2, T3>(Func<object?> read)
        where T1 : Exception
        where T2 : Exception
        where T3 : Exception
    {
        try
        {
            read();
        }
        catch (Exception error) when (error is T1 or T2 or T3)
        {
            Assert.NotEmpty(error.Message);
        }
    }

    private static Response Page(string text, string? type) =>
        new(Address, 200, type is null ? null : [new("Content-Type", type)], Fuzz.Bytes(text));
}
