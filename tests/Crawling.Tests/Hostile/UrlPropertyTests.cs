using FsCheck;

namespace Crawling.Tests.Hostile;

public sealed class UrlPropertyTests
{
    private static readonly Url Page = "https://user:secret@site.example:8443/folder/page?query#fragment";

    private static readonly Gen<string> References = Fuzz.Changed(
        "https://user:pass@www.example.com:8080/a/b/../c;d?e=f&g=%C3%BC#h", "//[2001:db8::1%25eth0]:443/", "http://0x7f.1/", "http://xn--bcher-kva.example/", "?q", "#f", "../../x",
        "javascript:alert(1)", "data:text/html,<a>", "file:///C|/x", "mailto:a@b", "http://999.999.999.999/", "HTTP:\\\\site\\x", "http:/\t/a\n/b", "http://\xAD\xB7.example/", "blob:http://a/");

    public static TheoryData<int> Rounds => Fuzz.Rounds;

    [Theory]
    [MemberData(nameof(Rounds))]
    public void What_is_a_url_is_one_again_with_all_its_parts(int round) => Fuzz.Check(round, References, text =>
    {
        if (!Url.TryParse(text, Page, out var url))
        {
            Assert.Throws<FormatException>(() => Url.Parse(text, Page));
            return;
        }

        Assert.Equal(url, Url.Parse(text, Page));
        Assert.Equal(url.Href, Url.Parse(url.Href).Href);
        Assert.All(url.Href, character => Assert.InRange(character, ' ', '~'));
        Assert.InRange(url.Port, -1, 65535);
        Assert.True(url.Scheme == "blob" || url.Origin == "null" || url.Origin == $"{url.Scheme}://{url.Host}{(url.Port < 0 ? "" : $":{url.Port}")}");
        Assert.All([url.Path, url.Query, url.Fragment, url.UserName, url.Password], part => Assert.Contains(part, url.Href, StringComparison.Ordinal));
        var canonical = Url.Parse(url.Canonical());
        Assert.Equal(url.Canonical(), canonical.Canonical());
        Assert.Equal((url.Scheme, url.Host, url.Port), (canonical.Scheme, canonical.Host, canonical.Port));
    });

    [Theory]
    [MemberData(nameof(Rounds))]
    public void A_redirect_leads_to_the_web_or_nowhere(int round) => Fuzz.Check(round, References, text =>
    {
        var headers = new HeaderList();
        headers.AddReceived("Location", text);
        Assert.All((int[])[200, 300, 301, 302, 303, 304, 307, 308], status =>
        {
            var target = RedirectMiddleware.TargetOf(new Response(Page, status, headers));
            Assert.True(target is null or { Scheme: "http" or "https", Host.Length: > 0 });
            Assert.True(target is null || status is not (200 or 300 or 304));
        });
    });
}
