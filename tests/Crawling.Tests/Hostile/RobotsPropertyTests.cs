using FsCheck;

namespace Crawling.Tests.Hostile;

public sealed class RobotsPropertyTests
{
    private static readonly Url[] Pages =
    [
        "https://site.example/", "https://site.example/a", "https://site.example/a/b?c=d%2F&e", "https://site.example/%C3%BC*$", "https://site.example/index.html",
    ];

    private static readonly string[] Agents = ["FooBot", "FooBot/2.1 (+https://foo.example)", "*", ""];

    // Of lines without a break in them, so that a test can choose the breaks.
    private static readonly Gen<string> Lines = Fuzz.Pieces(
        "\nUser-agent: ", "\nUser-agent: *", "\nuser-agent : foobot", "\nDisallow: ", "\nDisallow: /a", "\nDisallow /a", "\nAllow: /a/*b", "\nAllow: /$", "\nCrawl-delay: ",
        "\nCrawl-delay: 1.5", "1e999", "9999999999999999999999", "\nSitemap: /x", "\n", "*", "**", "$", "/", "%", "%2", "%2f", "%zz", "?", "#", ":", " ", "\t", "\xC3\xBC");

    public static TheoryData<int> Rounds => Fuzz.Rounds;

    [Theory]
    [MemberData(nameof(Rounds))]
    public void Any_bytes_are_a_file_whose_delays_are_sane(int round) => Fuzz.Check(round, Lines, text =>
    {
        var robots = Parse(text);
        Assert.All(Agents, agent =>
        {
            Assert.True(robots.IsAllowed(agent, "https://site.example/robots.txt"));
            Assert.True(robots.CrawlDelay(agent) is null or { TotalDays: >= 0 and <= 36_500 });
        });
    });

    [Theory]
    [MemberData(nameof(Rounds))]
    public void The_kind_of_line_break_makes_no_difference(int round) => Fuzz.Check(round, Lines, text =>
    {
        text = text.Replace('\r', ' ');
        var meaning = Meaning(text);
        Assert.Equal(meaning, Meaning(text.Replace('\n', '\r')));
        Assert.Equal(meaning, Meaning(text.Replace("\n", "\r\n", StringComparison.Ordinal)));
        Assert.Equal(meaning, Meaning(text.Replace("\n", "\n\n", StringComparison.Ordinal)));
    });

    [Theory]
    [MemberData(nameof(Rounds))]
    public void Comments_and_a_byte_order_mark_make_no_difference(int round) => Fuzz.Check(round, Lines, text =>
    {
        var meaning = Meaning(text);
        Assert.Equal(meaning, Meaning("\xEF\xBB\xBF" + text));
        Assert.Equal(meaning, Meaning(text.Replace("\n", " \t# Disallow: /\n# Allow: /\n", StringComparison.Ordinal)));
    });

    [Theory]
    [MemberData(nameof(Rounds))]
    public void Nothing_is_forbidden_by_a_file_that_only_allows(int round) => Fuzz.Check(round, Lines, text =>
    {
        var robots = Parse(text.Replace("isallow", "ontallow", StringComparison.Ordinal));
        Assert.All(Agents, agent => Assert.All(Pages, page => Assert.True(robots.IsAllowed(agent, page))));
    });

    private static RobotsTxt Parse(string text) => RobotsTxt.Parse(Fuzz.Bytes(text));

    private static string Meaning(string text)
    {
        var robots = Parse(text);
        return string.Join(
            '|',
            Agents.SelectMany(agent => Pages.Select(page => robots.IsAllowed(agent, page).ToString()).Append(robots.CrawlDelay(agent).ToString()))
                .Concat(robots.Sitemaps));
    }
}
