using FsCheck;

namespace Crawling.Tests.Hostile;

public sealed class CookiePropertyTests
{
    private static readonly Url[] Sites =
    [
        "https://www.shop.example/a/b", "http://www.shop.example/a", "https://shop.example/", "https://other.example/", "https://example/", "http://127.0.0.1/", "https://[::1]/",
        "http://./", "http://a./", "https://co.uk/", "https://x.co.uk/", "file:///a", "data:,x",
    ];

    private static readonly Gen<string> Fields = Fuzz.Pieces(
        "a=b", "=", "a", ";", "; ", "Domain=", "Domain=.", "Domain=..", "Domain=shop.example", "Domain=.example", "Domain=co.uk", "Domain=127.0.0.1", "Domain=xn--", "Path=/", "Path=/a",
        "Path=", "Secure", "HttpOnly", "SameSite=None", "SameSite=", "Max-Age=", "Max-Age=-1", "9", "99999999999999999999", "Expires=Wed, 02 Oct 2030 15:00:00 GMT", "Expires=",
        "31-Feb-99 99:99:99", "1601", "9999", "__Host-a=b", "__secure-a=b", ",", "\"", "\t", "\0", "\r\n", "\x7F", "\xC3\xBC", "\x85");

    public static TheoryData<int> Rounds => Fuzz.Rounds;

    [Theory]
    [MemberData(nameof(Rounds))]
    public void A_cookie_is_sent_only_to_those_it_was_received_for(int round) => Fuzz.Check(round, Fields, field =>
        Assert.All(Sites, from =>
        {
            var jar = new CookieJar();
            var isTaken = jar.Receive(from, field);
            Assert.All(Sites, to =>
            {
                var sent = jar.Send(to);
                if (sent.Length > 0)
                {
                    Assert.True(isTaken);
                    Assert.True(MayShare(from.Host, to.Host, field), $"What {from} has set is sent to {to}: {sent}");
                    Assert.True(to.Scheme == "https" || !field.Contains("; Secure", StringComparison.Ordinal) || !field.EndsWith("Secure", StringComparison.Ordinal));
                    Assert.DoesNotContain(sent, character => character is ';' or '\r' or '\n' or '\0');
                }
            });
        }));

    [Theory]
    [MemberData(nameof(Rounds))]
    public void A_jar_never_holds_more_than_it_may(int round)
    {
        var jar = new CookieJar();
        var random = new Random(round);
        Fuzz.Check(round, Fields, field =>
        {
            for (var copy = 0; copy < 10; copy++)
            {
                jar.Receive($"https://h{random.Next(40)}.example/", $"n{random.Next(1_000_000)}={field}");
            }
        });

        var held = Enumerable.Range(0, 40).Select(host => jar.Store.Matching($"https://h{host}.example/").Count).ToList();
        Assert.InRange(held.Max(), 1, 180);
        Assert.InRange(held.Sum(), 100, 3000);
        Enumerable.Range(0, 200).ToList().ForEach(cookie => jar.Receive("https://h0.example/", $"last{cookie}=x"));
        Assert.Equal(180, jar.Store.Matching("https://h0.example/").Count);
        jar.Store.Clear();
        Assert.Equal(0, jar.Store.Size);
    }

    // Hosts of one registrable domain share only what names a domain.
    private static bool MayShare(string from, string to, string field) =>
        from == to
        || (field.Contains("domain=", StringComparison.OrdinalIgnoreCase)
            && from.EndsWith("shop.example", StringComparison.Ordinal)
            && to.EndsWith("shop.example", StringComparison.Ordinal));
}
