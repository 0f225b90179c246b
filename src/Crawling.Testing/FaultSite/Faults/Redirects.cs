using static Crawling.Testing.Faults.Serving;

namespace Crawling.Testing.Faults;

/// <summary>Redirects (RFC 9110, section 15.4) that lead nowhere or round in circles.</summary>
internal static class Redirects
{
    private const int ShortChain = 5;

    public static IReadOnlyList<Fault> All { get; } =
    [
        new("redirect-self", "Redirects to itself.", Always(Reply.Redirect("/")), FailureReason.TooManyRedirects),
        new(
            "redirect-loop",
            "Redirects in a circle of two.",
            Pages(path => Reply.Redirect(path == "/" ? "/there" : "/")),
            FailureReason.TooManyRedirects),
        new(
            "redirect-endless",
            "Redirects on and on.",
            Pages(path => Reply.Redirect($"/{NumberOf(path) + 1}")),
            FailureReason.TooManyRedirects),
        new(
            "redirect-growing",
            "Redirects to a path that grows.",
            Pages(path => Reply.Redirect(path + "a/")),
            FailureReason.TooManyRedirects),
        new("redirect-chain", "Redirects five times, then answers.", Pages(Chain)),
        new("redirect-schemes", "Redirects from http to https and back.", FlipAsync, FailureReason.TooManyRedirects),
        new("redirect-nowhere", "Redirects without a Location.", Always(Reply.Of("", status: "302 Found")), FailureReason.HttpStatus),
        new(
            "redirect-empty",
            "Redirects to an empty Location, itself.",
            Always(Reply.Redirect("")),
            FailureReason.TooManyRedirects,
            FailureReason.HttpStatus),
        new("redirect-garbage", "Redirects to what is no URL.", Always(Reply.Redirect("http://[")), FailureReason.HttpStatus),
        new("redirect-javascript", "Redirects to a script.", Always(Reply.Redirect("javascript:alert(1)")), FailureReason.HttpStatus),
        new("redirect-file", "Redirects to a file.", Always(Reply.Redirect("file:///etc/passwd")), FailureReason.HttpStatus),
        new("redirect-data", "Redirects to data.", Always(Reply.Redirect("data:text/html,hello")), FailureReason.HttpStatus),
        new("redirect-long", "Redirects to a URL of 30 KiB, which is not found.", Pages(Long), FailureReason.HttpStatus),
        new(
            "redirect-dead-port",
            "Redirects to a port where nobody listens.",
            Always(Reply.Redirect("http://127.0.0.1:1/")),
            FailureReason.ConnectionRefused),
        new(
            "redirect-no-host",
            "Redirects to a host that does not exist.",
            Always(Reply.Redirect("http://nowhere.invalid/")),
            FailureReason.NameResolution),
    ];

    private static string Chain(string path) =>
        NumberOf(path) is var number && number < ShortChain ? Reply.Redirect($"/{number + 1}") : Reply.Of("ok");

    private static string Long(string path) =>
        path == "/" ? Reply.Redirect("/" + new string('a', 30 << 10)) : Reply.Of("", status: "404 Not Found");

    private static int NumberOf(string path) => int.TryParse(path.AsSpan(1), out var number) ? number : 0;

    private static async Task FlipAsync(FaultConnection connection)
    {
        while (true)
        {
            await connection.ReadRequestAsync();
            var other = connection.IsSecure ? Uri.UriSchemeHttp : Uri.UriSchemeHttps;
            await connection.SendAsync(Reply.Redirect($"{other}://{connection.Host}/"));
        }
    }
}
