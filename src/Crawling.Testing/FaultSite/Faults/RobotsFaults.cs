using static Crawling.Testing.Faults.Serving;

namespace Crawling.Testing.Faults;

/// <summary>Faults of robots.txt, on hosts that are otherwise sound. What a crawl does with each says RFC 9309, section 2.3.1: a file that
/// cannot be reached disallows everything, one that is not to be had nothing.</summary>
internal static class RobotsFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        Of("robots-stall", "It never comes.", connection => connection.HangAsync(), FailureReason.RobotsDenied, FailureReason.Timeout),
        Broken("robots-error", "robots.txt is a server error.", Reply.Of("", status: "500 Oops"), FailureReason.RobotsDenied),
        Broken("robots-forbidden", "robots.txt is forbidden, so all is allowed.", Reply.Of("", status: "403 Forbidden")),
        Broken("robots-too-many", "robots.txt is refused for now, so all is allowed.", Reply.Of("", status: "429 Too Many Requests")),
        Broken("robots-loop", "robots.txt redirects to itself, so all is allowed.", Reply.Redirect("/robots.txt")),
        Broken("robots-html", "robots.txt is a page.", Reply.Of("<!DOCTYPE html><title>Not here</title>")),
        Broken("robots-utf-16", "robots.txt is UTF-16.", Text("\xff\xfeU\0s\0e\0r\0")),
        Broken(
            "robots-wildcards",
            "A rule has wildcards that take a careless matcher for ever.",
            Text($"User-agent: *\nDisallow: /{Repeated("*a", 30)}$\n")),
        Broken("robots-delay", "It asks for a delay of thirty years.", Text("User-agent: *\nCrawl-delay: 1000000000\n")),
        Broken("robots-cr", "Lines end in CR alone.", Text("User-agent: *\rDisallow: /private\r")),
        Broken("robots-long", "It has 50,000 rules.", Text("User-agent: *\n" + Repeated("Disallow: /private\n", 50_000))),
        Of("robots-endless", "It never ends.", Endless),
        Of("robots-reset", "The connection breaks while it comes.", Break, FailureReason.RobotsDenied, FailureReason.ConnectionLost),
        Of("robots-bomb", "It is a gzip bomb.", Bombs.Burst("gzip", Bombs.Gzip, "text/plain")),
    ];

    private static Fault Broken(string name, string summary, string reply, params FailureReason[] reasons) =>
        Of(name, summary, async connection => await connection.SendAsync(reply), reasons);

    private static Fault Of(string name, string summary, Func<FaultConnection, Task> serve, params FailureReason[] reasons) =>
        new(name, summary, File(serve), reasons) { IsOfRobots = true };

    private static Func<FaultConnection, Task> File(Func<FaultConnection, Task> serve) => async connection =>
    {
        while (true)
        {
            if (await connection.ReadRequestAsync() == "/robots.txt")
            {
                await serve(connection);
            }
            else
            {
                await connection.SendAsync(Reply.Of("ok"));
            }
        }
    };

    private static string Text(string body) => Reply.Of(body, type: "text/plain");

    private static async Task Endless(FaultConnection connection)
    {
        await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n");
        await connection.SendForEverAsync("User-agent: *\nDisallow: /private\n"u8.ToArray());
    }

    private static async Task Break(FaultConnection connection)
    {
        await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nUser-agent: *\nDis");
        connection.Reset();
    }
}
