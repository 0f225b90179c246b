using static Crawling.Testing.Faults.Serving;

namespace Crawling.Testing.Faults;

/// <summary>Sites and pages that never end. A spider that follows every link of such a site needs a limit of its own.</summary>
internal static class EndlessSites
{
    private static readonly DateTime FirstMonth = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public static IReadOnlyList<Fault> All { get; } =
    [
        new(
            "endless-body",
            "A page that never ends.",
            Flood(Reply.Ok + "Connection: close\r\n\r\n", "<p>More</p>"),
            FailureReason.TooLarge),
        new(
            "endless-chunks",
            "Chunks that never end.",
            Flood(Reply.Ok + "Transfer-Encoding: chunked\r\n\r\n", "5\r\nhello\r\n"),
            FailureReason.TooLarge),
        new(
            "endless-links",
            "Every page has five links that are new.",
            Pages(path => Reply.Links(Enumerable.Range(0, 5).Select(number => $"{path}{number}/")))),
        new("endless-calendar", "Every month has a next one.", Pages(path => Reply.Links(MonthAfter(path, -1), MonthAfter(path, 1)))),
        new("endless-path", "A relative link makes the path grow.", Always(Reply.Links("a/"))),
        new(
            "endless-query",
            "Every link repeats the query twice.",
            Pages(path => Reply.Links($"{path}{(path.Contains('?', StringComparison.Ordinal) ? "&" : "?")}a=b"))),
    ];

    private static string MonthAfter(string path, int months)
    {
        var number = int.TryParse(path.AsSpan(1), out var month) ? month : FirstMonth.Year * 12;
        return $"/{number + months}";
    }
}
