namespace Crawling.Tests.Hostile;

/// <summary>A reference comes to the same whether it is parsed or not.</summary>
public class ReferencePropertyTests
{
    private static readonly Url[] Bases =
    [
        "https://site.example/folder/page.html?query#fragment", "https://site.example/folder/", "https://site.example/folder/other",
        "http://user@site.example:8080/a/b/c", "https://site.example", "file:///folder/page.html", "about:blank",
    ];

    public static TheoryData<int> Rounds => Fuzz.Rounds;

    [Theory]
    [MemberData(nameof(Rounds))]
    public void A_reference_comes_to_what_the_URL_parser_makes_of_it(int round) => Fuzz.Check(
        round,
        Fuzz.Pieces("page", "/", "..", "../", ".", "?a=1", "&amp;", "&copy", "#", "#part", "%41", "%2e", "%2E", "//host", "https://site.example/", "http:", "https://", "mailto:", ":", "\\", " ", "\t", "é", "|", "'", "^", "[", "{"),
        reference =>
        {
            var pages = Array.ConvertAll(Bases, url => new Response(url));
            foreach (var response in pages.Concat(pages))
            {
                var expected = Url.TryParse(reference.Trim(), response.Url, out var url) ? url : null;

                Assert.Equal(expected, response.FollowAll([reference]).SingleOrDefault()?.Url);
            }
        });
}
