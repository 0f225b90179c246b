using System.Text;

namespace Crawling.Tests;

public sealed class RobotsTxtTests
{
    // RFC 9309, section 5.1.
    private const string SimpleExample = """
        User-Agent: *
        Disallow: *.gif$
        Disallow: /example/
        Allow: /publications/

        User-Agent: foobot
        Disallow:/
        Allow:/example/page.html
        Allow:/example/allowed.gif

        User-Agent: barbot
        User-Agent: bazbot
        Disallow: /example/page.html

        User-Agent: quxbot
        """;

    [Theory]
    [InlineData("anybot", "/", true)]
    [InlineData("anybot", "/pictures/one.gif", false)]
    [InlineData("anybot", "/pictures/one.gif?size=2", true)]
    [InlineData("anybot", "/example/", false)]
    [InlineData("anybot", "/publications/one.gif", true)]
    [InlineData("foobot", "/", false)]
    [InlineData("foobot", "/example/page.html", true)]
    [InlineData("foobot", "/example/page.html?x", true)]
    [InlineData("foobot", "/example/allowed.gif", true)]
    [InlineData("foobot", "/example/other.gif", false)]
    [InlineData("barbot", "/example/page.html", false)]
    [InlineData("bazbot", "/example/page.html", false)]
    [InlineData("bazbot", "/one.gif", true)]
    [InlineData("quxbot", "/example/one.gif", true)]
    public void The_simple_example_of_the_RFC(string agent, string path, bool allowed) => Expect(SimpleExample, agent, path, allowed);

    [Theory]
    [InlineData("Disallow: /x/page.html|Allow: /x/", "/x/page.html", false)]
    [InlineData("Allow: /x/page.html|Disallow: /x/", "/x/page.html", true)]
    [InlineData("Allow: /x/page.html|Disallow: /x/", "/x/", false)]
    [InlineData("Allow: /example/page/|Disallow: /example/page/disallowed.gif", "/example/page/disallowed.gif", false)]
    [InlineData("Disallow: /x|Allow: /x/", "/x", false)]
    [InlineData("Disallow: /x|Allow: /x/", "/x/", true)]
    [InlineData("Allow: /page|Disallow: /*.html", "/page.html", false)]
    [InlineData("Allow: /page|Disallow: /*.html", "/page", true)]
    [InlineData("Allow: /x/page.|Disallow: /*.html", "/x/page.html", true)]
    [InlineData("Allow: /p|Disallow: /", "/page", true)]
    [InlineData("Allow: /$|Disallow: /", "/", true)]
    [InlineData("Allow: /$|Disallow: /", "/page.htm", false)]
    public void The_longest_match_decides(string rules, string path, bool allowed) => ExpectRules(rules, path, allowed);

    [Theory]
    [InlineData("Disallow: /folder|Allow: /folder", "/folder/page")]
    [InlineData("Allow: /|Disallow: /", "/page")]
    [InlineData("Disallow:|Allow:", "/page")]
    public void Of_two_that_are_equally_long_allow_wins(string rules, string path) => ExpectRules(rules, path, allowed: true);

    [Theory]
    [InlineData("Disallow:", "/page")]
    [InlineData("Disallow: /X/", "/x/")]
    [InlineData("Disallow: fish", "/fish")]
    public void What_does_not_match_is_allowed(string rules, string path) => ExpectRules(rules, path, allowed: true);

    // Google's documentation of path matching: https://developers.google.com/search/docs/crawling-indexing/robots/robots_txt
    [Theory]
    [InlineData("/fish", "/fish /fish.html /fish/salmon.html /fishheads /fishheads/yummy.html /fish.html?id=anything", "/bar /Fish.asp /catfish /?id=fish")]
    [InlineData("/fish*", "/fish /fish.html /fish/salmon.html /fishheads/yummy.html /fish.html?id=anything", "/bar /Fish.bar /catfish /?id=fish")]
    [InlineData("/fish/", "/fish/ /fish/salmon /fish/?salmon /fish/salmon.html /fish/?id=anything", "/fish /fish.html /Fish/Salmon.html")]
    [InlineData("/*.php", "/filename.php /folder/filename.php /folder/filename.php?parameters //folder/any.php.file.html /filename.php/ /index?f=filename.php/", "/ /php/ /index?php /windows.PHP")]
    [InlineData("/*.php$", "/filename.php /folder/filename.php", "/filename.php?parameters /filename.php/ /filename.php5 /filename?php /windows.PHP")]
    [InlineData("/fish*.php", "/fish.php /fishheads/catfish.php?parameters", "/Fish.PHP /fish.htm")]
    [InlineData("/foo/*/qux", "/foo/bar/qux /foo/a/b/qux /foo//qux", "/foo/qux /foo/bar/quz")]
    [InlineData("/foo/bar$", "/foo/bar", "/foo/bar/ /foo/bar/qux /foo/barn")]
    [InlineData("/a*b*c$", "/abc /axbxc /abcc /abcbc", "/ab /abcd /acb")]
    [InlineData("/a**b", "/ab /axb", "/a /ba")]
    [InlineData("/a*$", "/a /ab", "/b")]
    [InlineData("/price$5", "/price$5 /price$50 /price%245", "/price /price5")]
    [InlineData("*", "/ /x", "")]
    public void Wildcards(string pattern, string matches, string others)
    {
        foreach (var path in Paths(matches))
        {
            ExpectRules($"Disallow: {pattern}", path, allowed: false);
        }

        foreach (var path in Paths(others))
        {
            ExpectRules($"Disallow: {pattern}", path, allowed: true);
        }

        static string[] Paths(string paths) => paths.Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    // RFC 9309, section 2.2.2, table 4, and section 2.2.3, table 6.
    [Theory]
    [InlineData("/foo/bar?baz=quz", "/foo/bar?baz=quz", true)]
    [InlineData("/foo/bar?baz=https://foo.bar", "/foo/bar?baz=https%3A%2F%2Ffoo.bar", true)]
    [InlineData("/foo/bar?baz=https://foo.bar", "/foo/bar?baz=https://foo.bar", true)]
    [InlineData("/foo/bar?baz=https%3A%2F%2Ffoo.bar", "/foo/bar?baz=https://foo.bar", true)]
    [InlineData("/foo/bar?qux=taz&baz=http://foo.bar?tar&par", "/foo/bar?qux=taz&baz=http://foo.bar?tar&par", true)]
    [InlineData("/*baz=https://foo", "/foo/bar?baz=https://foo.bar", true)]
    [InlineData("/*baz=https%3a%2f%2ffoo", "/foo/bar?baz=https%3A%2F%2Ffoo.bar", true)]
    [InlineData("/*/private/", "/a?next=/private/", true)]
    [InlineData("/foo/bar/ツ", "/foo/bar/ツ", true)]
    [InlineData("/foo/bar/ツ", "/foo/bar/%E3%83%84", true)]
    [InlineData("/foo/bar/%e3%83%84", "/foo/bar/ツ", true)]
    [InlineData("/foo/bar/%62%61%7A", "/foo/bar/baz", true)]
    [InlineData("/foo/bar/baz", "/foo/bar/%62%61%7a", true)]
    [InlineData("/a%2Fb", "/a/b", false)]
    [InlineData("/a/b", "/a%2fb", false)]
    [InlineData("/a%2fb", "/a%2Fb", true)]
    [InlineData("/a b", "/a%20b", true)]
    [InlineData("/a^b", "/a%5Eb", true)]
    [InlineData("/100%", "/100%25", true)]
    [InlineData("/path/file-with-a-%2A.html", "/path/file-with-a-*.html", true)]
    [InlineData("/path/file-with-a-%2A.html", "/path/file-with-a-b.html", false)]
    [InlineData("/path/foo-%24", "/path/foo-$", true)]
    [InlineData("/path/foo-%24", "/path/foo-", false)]
    public void Percent_encoding_does_not_hide_what_is_the_same(string pattern, string path, bool matches) =>
        ExpectRules($"Disallow: {pattern}", path, allowed: !matches);

    [Theory]
    [InlineData("FooBot", false)]
    [InlineData("foobot", false)]
    [InlineData("FooBot/2.1 (+https://example.com/bot)", false)]
    [InlineData("Mozilla/5.0 (compatible; FooBot/0.1; https://www.example.com/bot.html)", false)]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64) FooBot/1.0", true)]
    [InlineData("FooBotImages/1.0", true)]
    [InlineData("Foo", true)]
    [InlineData("", true)]
    public void A_group_is_found_by_the_product_token_whatever_its_case(string userAgent, bool allowed) =>
        Expect("User-agent: fooBOT\nDisallow: /", userAgent, "/x", allowed);

    [Theory]
    [InlineData("User-agent: FooBot/1.2", "FooBot")]
    [InlineData("User-agent: Foo Bar", "Foo")]
    [InlineData("User-agent: MJ12bot", "MJ12bot/v1.4")]
    [InlineData("User-agent: * # all", "anybot")]
    public void A_user_agent_line_is_read_up_to_the_end_of_the_name(string line, string userAgent) =>
        Expect(line + "\nDisallow: /", userAgent, "/x", allowed: false);

    [Fact]
    public void Groups_of_the_same_name_are_one()
    {
        const string robots = """
            user-agent: ExampleBot
            disallow: /foo
            disallow: /bar

            user-agent: *
            disallow: /qux

            user-agent: examplebot
            disallow: /baz

            user-agent: *
            disallow: /quux
            """;
        Expect(robots, "ExampleBot", "/foo", allowed: false);
        Expect(robots, "ExampleBot", "/baz", allowed: false);
        Expect(robots, "ExampleBot", "/qux", allowed: true);
        Expect(robots, "OtherBot", "/qux", allowed: false);
        Expect(robots, "OtherBot", "/quux", allowed: false);
        Expect(robots, "OtherBot", "/foo", allowed: true);
    }

    [Fact]
    public void Groups_begin_at_a_user_agent_line_and_blank_lines_end_nothing()
    {
        const string robots = """
            allow: /foo/bar/

            user-agent: FooBot
            disallow: /
            allow: /x/
            user-agent: BarBot
            disallow: /
            allow: /y/


            allow: /w/
            user-agent: BazBot

            user-agent: FooBot
            allow: /z/
            disallow: /
            """;
        Expect(robots, "FooBot", "/x/b", allowed: true);
        Expect(robots, "FooBot", "/z/d", allowed: true);
        Expect(robots, "FooBot", "/y/c", allowed: false);
        Expect(robots, "BarBot", "/y/c", allowed: true);
        Expect(robots, "BarBot", "/w/a", allowed: true);
        Expect(robots, "BarBot", "/z/d", allowed: false);
        Expect(robots, "BazBot", "/z/d", allowed: true);
        Expect(robots, "FooBot", "/foo/bar/", allowed: false);
        Expect(robots, "BazBot", "/foo/bar/", allowed: false);
    }

    [Theory]
    [InlineData("Sitemap: https://foo.bar/sitemap.xml")]
    [InlineData("Invalid-Unknown-Line: unknown")]
    [InlineData("Crawl-delay: 3")]
    [InlineData("what is this")]
    [InlineData("# comment")]
    public void Other_records_do_not_end_the_user_agent_lines(string line)
    {
        var robots = $"User-agent: BarBot\n{line}\nUser-agent: *\nDisallow: /\n";
        Expect(robots, "BarBot", "/x", allowed: false);
        Expect(robots, "OtherBot", "/x", allowed: false);
    }

    [Theory]
    [InlineData("USER-AGENT: FooBot\nDISALLOW: /")]
    [InlineData("uSeR-aGeNt : FooBot\n  dIsAlLoW\t:\t/  ")]
    [InlineData("user-agent FooBot\ndisallow /")]
    [InlineData("useragent: FooBot\ndissallow: /")]
    [InlineData("User-agent: FooBot # us\nDisallow: / # all of it")]
    [InlineData("User-agent: FooBot\rDisallow: /\r")]
    [InlineData("User-agent: FooBot\r\nDisallow: /\r\n")]
    [InlineData("\nUser-agent: FooBot\r\n\n\rDisallow: /")]
    [InlineData("\uFEFFUser-agent: FooBot\nDisallow: /")]
    [InlineData("\0\u0001\nUser-agent: FooBot\n:\n::::\nDisallow: /")]
    public void Lines_are_read_however_they_are_written(string robots) => Expect(robots, "FooBot", "/x", allowed: false);

    [Fact]
    public void A_line_that_is_commented_out_is_none()
    {
        Expect("User-agent: *\n# Disallow: /", "FooBot", "/x", allowed: true);
        Expect("User-agent: *\nDisallow: /foo/quz#qux", "FooBot", "/foo/quz", allowed: false);
    }

    [Fact]
    public void The_file_itself_is_always_allowed()
    {
        ExpectRules("Disallow: /", "/robots.txt", allowed: true);
        ExpectRules("Disallow: /", "/robots.txt.bak", allowed: false);
    }

    // As Google's parser: https://github.com/google/robotstxt
    [Fact]
    public void Who_allows_the_index_page_allows_its_folder()
    {
        const string rules = "Allow: /slash/index.html|Disallow: /";
        ExpectRules(rules, "/slash/", allowed: true);
        ExpectRules(rules, "/slash/index.html", allowed: true);
        ExpectRules(rules, "/slash/index.htm", allowed: false);
        ExpectRules(rules, "/slash/other", allowed: false);
    }

    [Fact]
    public void An_empty_file_allows_everything()
    {
        var robots = RobotsTxt.Parse([]);

        Assert.True(robots.IsAllowed("FooBot", "https://example.com/x"));
        Assert.Null(robots.CrawlDelay("FooBot"));
        Assert.Empty(robots.Sitemaps);
    }

    [Fact]
    public void Sitemaps_stand_anywhere()
    {
        var robots = Parse("Sitemap: https://example.com/1.xml\nUser-agent: *\nSITEMAP: /2.xml\nDisallow: /\nSitemap:\nSitemap: https://example.com/ü.xml");

        Assert.Equal(["https://example.com/1.xml", "/2.xml", "https://example.com/ü.xml"], robots.Sitemaps);
    }

    [Theory]
    [InlineData("10", 10.0)]
    [InlineData("0.5", 0.5)]
    [InlineData("0", 0.0)]
    [InlineData("-1", null)]
    [InlineData("NaN", null)]
    [InlineData("Infinity", null)]
    [InlineData("1e9", null)]
    [InlineData("ten", null)]
    [InlineData("", null)]
    public void A_crawl_delay_is_a_number_of_seconds(string value, double? seconds) =>
        Assert.Equal(seconds, Parse($"User-agent: *\nCrawl-delay: {value}").CrawlDelay("FooBot")?.TotalSeconds);

    [Fact]
    public void A_crawl_delay_beyond_measure_is_only_long()
    {
        var delay = Parse($"User-agent: *\nCrawl-delay: {new string('9', 100)}").CrawlDelay("FooBot");

        Assert.True(delay > TimeSpan.FromDays(365));
    }

    [Fact]
    public void A_crawl_delay_belongs_to_its_group()
    {
        var robots = Parse("""
            User-agent: SlowBot
            User-agent: LazyBot
            Disallow: /x
            Crawl-delay: 20

            User-agent: FirstBot
            Crawl-delay: 5

            User-agent: *
            Crawl-delay: 1
            Disallow:
            """);

        Assert.Equal(TimeSpan.FromSeconds(20), robots.CrawlDelay("slowbot"));
        Assert.Equal(TimeSpan.FromSeconds(20), robots.CrawlDelay("LazyBot/2.0"));
        Assert.Equal(TimeSpan.FromSeconds(5), robots.CrawlDelay("FirstBot"));
        Assert.Equal(TimeSpan.FromSeconds(1), robots.CrawlDelay("OtherBot"));
    }

    [Fact]
    public void Half_a_megabyte_is_read_and_a_line_cut_off_by_the_limit_is_not()
    {
        const int limit = 500 * 1024;
        var head = "User-agent: *\nDisallow: /first\n";
        var lastWhole = "Disallow: /last\n";
        var filling = new string('#', limit - head.Length - lastWhole.Length - "Disallow: /".Length - 1) + "\n";
        var robots = Parse(head + filling + lastWhole + "Disallow: /cut\nDisallow: /beyond\n");

        Assert.False(robots.IsAllowed("FooBot", "https://example.com/first"));
        Assert.False(robots.IsAllowed("FooBot", "https://example.com/last"));
        Assert.True(robots.IsAllowed("FooBot", "https://example.com/"));
        Assert.True(robots.IsAllowed("FooBot", "https://example.com/cut"));
        Assert.True(robots.IsAllowed("FooBot", "https://example.com/beyond"));
    }

    // With backtracking each of these takes longer than any test run.
    [Fact]
    public void Patterns_of_many_wildcards_are_matched_in_one_pass()
    {
        var wildcards = string.Concat(Enumerable.Repeat("*a", 100_000));
        var path = "/" + new string('a', 100_000);

        ExpectRules($"Disallow: /{wildcards}", path, allowed: false);
        ExpectRules($"Disallow: /{wildcards}$", path, allowed: false);
        ExpectRules($"Disallow: /{wildcards}b", path, allowed: true);
        ExpectRules($"Disallow: /{new string('*', 400_000)}b$", path, allowed: true);
    }

    [Fact]
    public void Many_names_and_many_rules_do_not_multiply()
    {
        var names = string.Concat(Enumerable.Range(0, 15_000).Select(i => $"User-agent: b{i}\n"));
        var delays = string.Concat(Enumerable.Repeat("Crawl-delay: 1\n", 5_000));
        var rules = string.Concat(Enumerable.Range(0, 10_000).Select(i => $"Disallow:/{i}\n"));
        var robots = Parse(names + delays + rules);

        Assert.False(robots.IsAllowed("b14999", "https://example.com/9999"));
        Assert.Equal(TimeSpan.FromSeconds(1), robots.CrawlDelay("b0"));
    }

    [Fact]
    public void Any_bytes_are_a_file()
    {
        // Fragments of the format among noise reach further into the parser than noise alone.
        byte[][] fragments =
        [
            .. new[] { "User-agent:", "Disallow:", "Allow:", "Crawl-delay:", "Sitemap:", "*", "$", "/", "%", "%2", "%zz", "%ff", "?", "#", ":", "\n", "\r", " ", "ü" }
                .Select(Encoding.UTF8.GetBytes),
        ];
        var random = new Random(9309);
        for (var round = 0; round < 5_000; round++)
        {
            var body = new MemoryStream();
            for (var i = random.Next(60); i > 0; i--)
            {
                var noise = new byte[random.Next(4)];
                random.NextBytes(noise);
                body.Write(random.Next(3) == 0 ? noise : fragments[random.Next(fragments.Length)]);
            }

            var robots = RobotsTxt.Parse(body.ToArray());
            robots.IsAllowed("FooBot", "https://example.com/a%?b=%2F*$");
            Assert.True(robots.IsAllowed("FooBot", "https://example.com/robots.txt"));
            Assert.False(robots.CrawlDelay("FooBot") < TimeSpan.Zero);
            Assert.DoesNotContain("", robots.Sitemaps);
        }
    }

    private static RobotsTxt Parse(string robots) => RobotsTxt.Parse(Encoding.UTF8.GetBytes(robots));

    private static void ExpectRules(string rules, string path, bool allowed) =>
        Expect($"User-agent: FooBot\n{rules.Replace('|', '\n')}", "FooBot", path, allowed);

    private static void Expect(string robots, string userAgent, string path, bool allowed) =>
        Assert.True(
            allowed == Parse(robots).IsAllowed(userAgent, "https://example.com" + path),
            $"{userAgent} should {(allowed ? "" : "not ")}be allowed to fetch {(path.Length > 100 ? path[..100] : path)}.");
}
