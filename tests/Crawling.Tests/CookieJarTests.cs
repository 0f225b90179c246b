using Crawling.Cookies;
using Crawling.Testing;

namespace Crawling.Tests;

/// <summary>What RFC 6265bis adds to the published cases. Sections are the draft's.</summary>
public sealed class CookieJarTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly FakeTime _time = new(Start);

    [Theory]
    [InlineData("https://a.example/", "s=1; Secure", "https://a.example/", "s=1")]
    [InlineData("https://a.example/", "s=1; Secure", "wss://a.example/", "s=1")]
    [InlineData("https://a.example/", "s=1; Secure", "http://a.example/", "")]
    [InlineData("http://a.example/", "s=1", "https://a.example/", "s=1")]
    [InlineData("http://a.example/", "s=1", "http://a.example:8080/", "s=1")]
    [InlineData("http://a.example/x/y/z", "s=1", "http://a.example/x/y", "s=1")]
    [InlineData("http://a.example/x/y/z", "s=1", "http://a.example/x", "")]
    [InlineData("http://a.example/x/y/z", "s=1; Path=z", "http://a.example/x/y", "s=1")]
    [InlineData("http://1.2.3.4/", "s=1; Domain=1.2.3.4", "http://1.2.3.4/", "s=1")]
    [InlineData("http://[::1]/", "s=1", "http://[::1]/", "s=1")]
    [InlineData("http://localhost/", "s=1; Domain=localhost", "http://localhost/", "s=1")]
    [InlineData("http://localhost/", "s=1; Domain=localhost", "http://a.localhost/", "")]
    [InlineData("http://b\u00fccher.example/", "s=1; Domain=xn--bcher-kva.example", "http://www.xn--bcher-kva.example/", "s=1")]
    [InlineData("http://a.example/", "s=a\tb", "http://a.example/", "s=a\tb")]
    [InlineData("http://github.io/", "s=1; Domain=github.io", "http://github.io/", "s=1")]
    [InlineData("http://github.io/", "s=1; Domain=github.io", "http://a.github.io/", "")]
    public void A_cookie_is_sent_where_it_belongs(string from, string cookie, string to, string sent)
    {
        var jar = new CookieJar(_time);

        Assert.True(jar.Receive(from, cookie));
        Assert.Equal(sent, jar.Send(to));
    }

    [Theory]
    [InlineData("http://a.example/", "s=1; Secure")]
    [InlineData("http://a.example/", "s=1; SameSite=None")]
    [InlineData("https://a.example/", "s=1; SameSite=Lax; SameSite=None")]
    [InlineData("https://a.example/", "__Secure-s=1")]
    [InlineData("https://a.example/", "__sEcUrE-s=1")]
    [InlineData("http://a.example/", "__Secure-s=1; Secure")]
    [InlineData("https://a.example/", "__Host-s=1; Secure")]
    [InlineData("https://a.example/", "__Host-s=1; Path=/")]
    [InlineData("https://a.example/", "__Host-s=1; Secure; Path=/x")]
    [InlineData("https://a.example/", "__HOST-s=1; Secure; Path=/; Domain=a.example")]
    [InlineData("https://a.example/", "=__Host-s=1; Secure; Path=/")]
    [InlineData("https://a.example/", "__Secure-s; Secure")]
    [InlineData("http://a.example/", "s=1; Domain=b.example")]
    [InlineData("http://xa.example/", "s=1; Domain=a.example")]
    [InlineData("http://1.2.3.4/", "s=1; Domain=3.4")]
    [InlineData("http://a.co.uk/", "s=1; Domain=co.uk")]
    [InlineData("http://a.co.uk./", "s=1; Domain=co.uk.")]
    [InlineData("http://a.b.github.io/", "s=1; Domain=github.io")]
    [InlineData("http://a.nosuchtld/", "s=1; Domain=nosuchtld")]
    [InlineData("http://a.b.ck/", "s=1; Domain=b.ck")]
    [InlineData("http://city.kobe.jp/", "s=1; Domain=kobe.jp")]
    [InlineData("http://a.s3.amazonaws.com/", "s=1; Domain=amazonaws.com")]
    [InlineData("http://a.example/", "s=1; Domain=..")]
    [InlineData("http://www.b\u00fccher.example/", "s=1; Domain=b\u00fccher.example")]
    [InlineData("http://www.k.example/", "s=1; Domain=\u212a.example")]
    [InlineData("data:,x", "s=1")]
    [InlineData("http://a.example/", "s=1\0")]
    [InlineData("http://a.example/", "s=1; x=\n")]
    [InlineData("http://a.example/", "s\u007f=1")]
    [InlineData("http://a.example/", "s=\u001f")]
    [InlineData("http://a.example/", "  =  ; Path=/")]
    public void A_cookie_that_breaks_a_rule_is_ignored(string from, string cookie)
    {
        var jar = new CookieJar(_time);

        Assert.False(jar.Receive(from, cookie));
        Assert.Equal("", jar.Send(from));
    }

    [Theory]
    [InlineData("https://a.example/", "s=1; SameSite=None; Secure")]
    [InlineData("https://a.example/", "s=1; SameSite=None; SameSite=strict")]
    [InlineData("https://a.example/", "__Secure-s=1; Secure; Domain=a.example")]
    [InlineData("https://a.example/x", "__Host-s=1; Path=/; Secure")]
    [InlineData("http://www.ck/", "s=1; Domain=www.ck")]
    [InlineData("http://x.city.kobe.jp/", "s=1; Domain=city.kobe.jp")]
    [InlineData("http://a.example/", "s=1; HttpOnly; SameSite=anything; Partitioned")]
    public void A_cookie_that_keeps_the_rules_is_taken(string from, string cookie)
    {
        var jar = new CookieJar(_time);

        Assert.True(jar.Receive(from, cookie));
        Assert.EndsWith("s=1", jar.Send(from), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4096, true)]
    [InlineData(4097, false)]
    public void Name_and_value_take_4096_bytes_at_most(int bytes, bool isTaken)
    {
        var jar = new CookieJar(_time);

        Assert.Equal(isTaken, jar.Receive("http://a.example/", $"na\u00efve={new string('v', bytes - "na\u00efve".Length - 1)}"));
    }

    [Theory]
    [InlineData(1024, "")]
    [InlineData(1025, "s=1")]
    public void An_attribute_over_1024_bytes_is_passed_over(int bytes, string sent)
    {
        var jar = new CookieJar(_time);

        jar.Receive("http://a.example/", $"s=1; Path=/; Path=/{new string('p', bytes - 1)}");
        Assert.Equal(sent, jar.Send("http://a.example/"));
    }

    [Theory]
    [InlineData("s=1; Max-Age=10; Expires=Thu, 01 Jan 1970 00:00:00 GMT", 10)]
    [InlineData("s=1; Expires=Thu, 01 Jan 2026 00:01:00 GMT; Max-Age=2x", 60)]
    [InlineData("s=1; Expires=Thu, 01 Jan 2026 00:01:00 GMT; Expires=never", 60)]
    [InlineData("s=1; Max-Age=5; Max-Age=-", 5)]
    [InlineData("s=1; Max-Age=99999999999999999999999999", 400 * 24 * 3600)]
    [InlineData("s=1; Expires=Fri, 31 Dec 9999 23:59:59 GMT", 400 * 24 * 3600)]
    public void A_cookie_lives_until_its_time_and_400_days_at_most(string cookie, int seconds)
    {
        var jar = new CookieJar(_time);
        jar.Receive("http://a.example/", cookie);

        _time.Advance(TimeSpan.FromSeconds(seconds - 1));
        Assert.Equal("s=1", jar.Send("http://a.example/"));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("", jar.Send("http://a.example/"));
    }

    [Fact]
    public void A_cookie_without_a_time_stays()
    {
        var jar = new CookieJar(_time);
        jar.Receive("http://a.example/", "s=1");

        _time.Advance(TimeSpan.FromDays(1000));
        Assert.Equal("s=1", jar.Send("http://a.example/"));
    }

    [Fact]
    public void A_cookie_keeps_its_age_when_its_value_changes()
    {
        var jar = new CookieJar(_time);
        foreach (var cookie in (string[])["a=1", "b=1; Path=/x", "c=1", "a=2"])
        {
            jar.Receive("http://a.example/", cookie);
        }

        Assert.Equal("b=1; a=2; c=1", jar.Send("http://a.example/x"));
    }

    [Fact]
    public void The_same_cookie_is_one_of_the_same_name_path_domain_and_host_only_flag()
    {
        var jar = new CookieJar(_time);
        foreach (var cookie in (string[])["s=1", "s=2; Domain=a.example", "s=3; Path=/x", "S=4"])
        {
            jar.Receive("http://a.example/", cookie);
        }

        Assert.Equal("s=3; s=1; s=2; S=4", jar.Send("http://a.example/x"));
    }

    [Theory]
    [InlineData("http://a.example/", "s=2")]
    [InlineData("http://a.example/", "s=2; Domain=a.example")]
    [InlineData("http://a.example/", "s=2; Path=/x/y")]
    [InlineData("http://www.a.example/", "s=2; Path=/x")]
    public void A_Secure_cookie_is_not_hidden_by_one_received_over_http(string from, string cookie)
    {
        var jar = new CookieJar(_time);
        jar.Receive("https://a.example/", "s=1; Secure; Domain=a.example");

        Assert.False(jar.Receive(from, cookie));
        Assert.False(jar.Receive(from, cookie + "; Max-Age=0"));
        Assert.Equal("s=1", jar.Send("https://www.a.example/x/y"));
    }

    [Theory]
    [InlineData("https://a.example/", "s=2; Path=/x")]
    [InlineData("http://a.example/", "t=2; Path=/x")]
    [InlineData("http://b.example/", "s=2; Path=/x")]
    [InlineData("http://a.example/", "s=2; Path=/")]
    public void One_that_does_not_hide_it_is_taken(string from, string cookie)
    {
        var jar = new CookieJar(_time);
        jar.Receive("https://a.example/", "s=1; Secure; Path=/x");

        Assert.True(jar.Receive(from, cookie));
    }

    [Fact]
    public void Of_a_full_domain_those_go_first_that_are_not_Secure_and_were_not_sent_for_longest()
    {
        var jar = new CookieJar(_time);
        var most = CookieStore.MostPerDomain;
        jar.Receive("https://a.example/", "old=secure; Secure");
        for (var number = 1; number < most; number++)
        {
            jar.Receive("https://a.example/", $"c{number}=1; Path=/{number}");
        }

        jar.Send("https://a.example/1");
        jar.Receive("https://a.example/", "one-more=1; Path=/");

        Assert.Equal("c1=1; old=secure; one-more=1", jar.Send("https://a.example/1"));
        Assert.Equal("old=secure; one-more=1", jar.Send("https://a.example/2"));
        Assert.Equal("c3=1; old=secure; one-more=1", jar.Send("https://a.example/3"));
    }

    [Fact]
    public void Of_a_full_jar_those_go_first_that_have_expired_then_those_that_were_not_sent_for_longest()
    {
        var jar = new CookieJar(_time);
        for (var number = 0; number < CookieStore.Most; number++)
        {
            Receive(number, number == 500 ? "; Max-Age=10" : "");
        }

        _time.Advance(TimeSpan.FromSeconds(11));
        Receive(3000);
        Assert.Equal("s=0", Send(0));
        Receive(3001);

        Assert.Equal("s=0", Send(0));
        Assert.Equal("", Send(1));
        Assert.Equal("s=2", Send(2));
        Assert.Equal("s=3001", Send(3001));

        void Receive(int number, string attributes = "") => jar.Receive($"http://h{number}.example/", $"s={number}{attributes}");

        string Send(int number) => jar.Send($"http://h{number}.example/");
    }

    [Fact]
    public void A_jar_keeps_its_size_under_a_flood()
    {
        var jar = new CookieJar(_time);
        for (var number = 0; number < 20_000; number++)
        {
            jar.Receive($"http://h{number % 100}.example/", $"c{number}={new string('v', 100)}");
        }

        Assert.InRange(jar.Store.Size, 1, CookieStore.Most * 1000);
        jar.Store.Clear();
        Assert.Equal(0, jar.Store.Size);
    }
}
