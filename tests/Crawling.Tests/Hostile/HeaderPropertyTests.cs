using Crawling.Downloading;

namespace Crawling.Tests.Hostile;

public sealed class HeaderPropertyTests
{
    private static readonly DateTimeOffset Now = new(2024, 5, 6, 7, 8, 9, TimeSpan.Zero);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    public static TheoryData<int> Rounds => Fuzz.Rounds;

    [Theory]
    [MemberData(nameof(Rounds))]
    public void Retry_after_asks_for_a_wait_up_to_the_longest_or_for_none(int round) => Fuzz.Check(
        round,
        Fuzz.Changed("120", "Mon, 06 May 2024 07:10:00 GMT", "Monday, 06-May-24 07:10:00 GMT", "Mon May  6 07:10:00 2024", "99999999999999999999999999", "Fri, 31 Dec 9999 23:59:59 GMT"),
        text => Assert.True(RetryAfter.Read(text, Now, Longest) is not { } wait || (wait > TimeSpan.Zero && wait <= Longest)));

    [Theory]
    [MemberData(nameof(Rounds))]
    public void Robots_tags_are_read_without_case_and_only_those_that_are_known(int round) => Fuzz.Check(
        round,
        Fuzz.Pieces("noindex", "nofollow", "none", "all", "Crawling:", "otherbot:", "unavailable_after: 25 Jun 2010 15:00:00 PST", ",", ", ", ":", " ", "max-snippet:-1", "\0", "\xC3"),
        text =>
        {
            var robots = Page("X-Robots-Tag", text).Robots;
            Assert.Equal(robots, Page("X-Robots-Tag", text.ToUpperInvariant()).Robots);
            Assert.True(!robots.NoIndex || Says("noindex") || Says("none"));
            Assert.True(!robots.NoFollow || Says("nofollow") || Says("none"));

            bool Says(string directive) => text.Contains(directive, StringComparison.OrdinalIgnoreCase);
        });

    [Theory]
    [MemberData(nameof(Rounds))]
    public void A_referrer_policy_is_one_that_is_known(int round) => Fuzz.Check(
        round,
        Fuzz.Changed("no-referrer, strict-origin", "unsafe-url", "origin-when-cross-origin,,same-origin ,"),
        text => Assert.True(PagePolicy.Of(Page("Referrer-Policy", text)) is not { } policy || Enum.IsDefined(policy)));

    [Theory]
    [MemberData(nameof(Rounds))]
    public void Any_content_type_leaves_a_page_that_says_what_it_is(int round) => Fuzz.Check(
        round,
        Fuzz.Changed("text/html; charset=utf-8", "application/xhtml+xml", "application/json;charset=\"UTF-16LE\"", "image/png", "text/plain;charset='koi8-r';x", "application/atom+xml"),
        text =>
        {
            var page = Page("Content-Type", text);
            if (page.IsText)
            {
                Assert.Contains("Hällo", new Response(page.Url, 200, null, page.Encoding.GetBytes("<p>Hällo")).With(headers: page.Headers).Text.Replace('?', 'ä'), StringComparison.Ordinal);
            }
            else
            {
                Assert.False(page.IsHtml);
                Assert.Throws<NotSupportedException>(() => page.Text);
            }
        });

    private static Response Page(string header, string value)
    {
        var headers = new HeaderList();
        headers.AddReceived(header, value);
        return new Response("https://site.example/", 200, headers, "<p>Hello"u8.ToArray());
    }
}
