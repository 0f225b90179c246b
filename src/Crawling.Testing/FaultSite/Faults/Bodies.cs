using static Crawling.Testing.Faults.Serving;

namespace Crawling.Testing.Faults;

/// <summary>Bodies that are not what their type says, or not what a parser likes.</summary>
internal static class Bodies
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        new("body-empty", "Sends a page without content.", Always(Reply.Of(""))),
        new("body-image-as-html", "Sends an image as a page.", Always(Reply.Of("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xfe\0"))),
        new(
            "body-html-as-bytes",
            "Sends a page as application/octet-stream.",
            Always(Reply.Of("<a href=/>a</a>", type: "application/octet-stream"))),
        new("body-json-as-script", "Sends JSON as a script.", Always(Reply.Of("{\"a\":1}", type: "text/javascript"))),
        new("body-no-type", "Sends no Content-Type.", Always("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")),
        new("body-deep", "Nests 100,000 elements.", Always(Reply.Of(Repeated("<div>", 100_000)))),
        new("body-long-line", "Is a single line of 4 MiB.", Always(Reply.Of(new string('a', 4 << 20)))),
        new("body-long-attribute", "Has an attribute of 4 MiB.", Always(Reply.Of($"<a href=/ title=\"{new string('a', 4 << 20)}\">a</a>"))),
        new("body-many-links", "Has 50,000 links.", Pages(ManyLinks)),
        new(
            "body-odd-links",
            "Has links that are no URLs, or of other schemes.",
            Always(Reply.Links("http://", "http://[", "javascript:a", "data:text/html,a", "mailto:a@example", "//", "http://a:99999999/", "\0"))),
        new(
            "body-odd-base",
            "Has a base URL that is none.",
            Always(Reply.Of("<base href=\"http://[\"><base href=\"data:,\"><a href=\"/a\">a</a>"))),
    ];

    private static string ManyLinks(string path) =>
        path == "/" ? Reply.Links(Enumerable.Range(0, 50_000).Select(number => $"/{number}")) : Reply.Of("ok");
}
