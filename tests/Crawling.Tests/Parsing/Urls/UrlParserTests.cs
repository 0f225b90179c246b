using Crawling.Urls;

namespace Crawling.Tests.Parsing.Urls;

/// <summary>What must hold of every URL, tried on texts put together from the pieces that the parser treats differently.</summary>
public sealed class UrlParserTests
{
    private static readonly string[] Pieces =
    [
        "http:", "https:", "file:", "ws:", "x:", "//", "/", "\\", "@", ":", ":80", ":443", "?", "#", "a", "B", "example.com",
        ".", "..", "%2e", "%2E.", "%41", "%", "%zz", "1", "0x7f", "127.0.0.1", "[::1]", "[1:0:0:2::]", "xn--", "xn--zca",
        "-", "--", "é", "ß", "\uD800", "\u200D", "א",
        " ", "\t", "\n", "\0", "'", "\"", "<", "|", "^", "`", "{", "+", "=", "&", "~", "C:", "C|", "localhost", "/.//",
    ];

    private static readonly string?[] Bases =
        [null, "http://b.example/c/d?e#f", "file:///C:/x/y", "x://h/i/j", "x:/k", "x:/.//k", "mailto:l"];

    [Fact]
    public void A_plain_url_is_what_the_parser_makes_of_it()
    {
        var plain = Texts(seed: 1, count: 200_000).Where(text => PlainUrl.IsSerialized(text)).ToList();

        Assert.True(plain.Count > 1_000);
        Assert.All(plain, text => Assert.Equal(text, UrlParser.ParseFully(text, null, out _)));
    }

    [Fact]
    public void A_serialized_url_parses_to_itself() => Assert.All(
        Parsed(seed: 2),
        href => Assert.Equal(href, UrlParser.ParseFully(href, null, out _)));

    [Fact]
    public void The_parts_make_up_the_url() => Assert.All(Parsed(seed: 3), href =>
    {
        var parts = new UrlParts(href);
        string dot = parts.Authority.IsEmpty && parts.Path.StartsWith("//") ? "/." : "";
        Assert.Equal(href, $"{parts.Scheme}:{parts.Authority}{dot}{parts.Path}{parts.Query}{parts.Fragment}");
    });

    [Fact]
    public void A_canonical_form_is_its_own_canonical_form() => Assert.All(Parsed(seed: 4), href =>
    {
        string canonical = CanonicalForm.Of(href, keepFragment: true);
        Assert.Equal(canonical, CanonicalForm.Of(canonical, keepFragment: true));
    });

    private static List<string> Parsed(int seed)
    {
        var random = new Random(seed);
        var hrefs = Texts(seed, 50_000)
            .Select(text => UrlParser.Parse(text, Bases[random.Next(Bases.Length)], out _))
            .OfType<string>()
            .ToList();
        Assert.True(hrefs.Count > 10_000);
        return hrefs;
    }

    private static IEnumerable<string> Texts(int seed, int count)
    {
        var random = new Random(seed);
        for (int i = 0; i < count; i++)
        {
            string start = random.Next(2) == 0 ? "http://a" : "";
            yield return start + string.Concat(Enumerable.Range(0, random.Next(8)).Select(_ => Pieces[random.Next(Pieces.Length)]));
        }
    }
}
