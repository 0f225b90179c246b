using static Crawling.Testing.Faults.Serving;

namespace Crawling.Testing.Faults;

/// <summary>Cookies (RFC 6265) that are too many, not the host's to set, or nonsense.</summary>
internal static class Cookies
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        new("cookie-flood", "Sets 500 cookies.", Set(Enumerable.Range(0, 500).Select(number => $"c{number}=v"))),
        new(
            "cookie-huge",
            "Sets cookies of 4 KiB each, a megabyte in all.",
            Set(Enumerable.Range(0, 256).Select(number => $"c{number}={new string('v', 4096)}")),
            FailureReason.TooLarge),
        new(
            "cookie-public-suffix",
            "Sets a cookie for a whole public suffix.",
            Set(["a=1; Domain=co.uk", "b=2; Domain=example", "c=3; Domain=."])),
        new("cookie-foreign", "Sets a cookie for another host.", Set(["a=1; Domain=shop.example"])),
        new(
            "cookie-malformed",
            "Sets cookies that are none.",
            Set(["", "=", ";", "a", "=b", "a=b=c", "a=\"b", "\x01=\x02", "a=1; Expires=tomorrow; Max-Age=x; Path=a"])),
        new(
            "cookie-prefix",
            "Sets cookies with prefixes that they may not have.",
            Set(["__Host-a=1; Domain=faults.example", "__Secure-b=2"])),
        new("cookie-changing", "Sets another cookie with every page of a site without end.", Pages(path => Reply.Of(
            $"<a href=\"{path}a\">next</a>", $"Set-Cookie: c{path.Length}={new string('v', 200)}\r\n"))),
    ];

    private static Func<FaultConnection, Task> Set(IEnumerable<string> cookies) =>
        Always(Reply.Of("ok", string.Concat(cookies.Select(cookie => $"Set-Cookie: {cookie}\r\n"))));
}
