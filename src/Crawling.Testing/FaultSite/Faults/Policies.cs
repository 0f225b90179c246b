using static Crawling.Testing.Faults.Serving;

namespace Crawling.Testing.Faults;

/// <summary>Servers that refuse, and say nonsense about when to come again.</summary>
internal static class Policies
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        new("retry-after-huge", "Refuses for thirty years.", Refuse("429 Too Many Requests", "1000000000"), FailureReason.HttpStatus),
        new("retry-after-negative", "Refuses for less than no time.", Refuse("429 Too Many Requests", "-1"), FailureReason.HttpStatus),
        new(
            "retry-after-past",
            "Refuses until a day that is long over.",
            Refuse("503 Service Unavailable", "Thu, 01 Jan 1970 00:00:00 GMT"),
            FailureReason.HttpStatus),
        new(
            "retry-after-garbage",
            "Refuses until nobody knows when.",
            Refuse("503 Service Unavailable", "soon, \"really\""),
            FailureReason.HttpStatus),
        new(
            "retry-after-overflow",
            "Refuses for more seconds than a number holds.",
            Refuse("429 Too Many Requests", new string('9', 400)),
            FailureReason.HttpStatus),
    ];

    private static Func<FaultConnection, Task> Refuse(string status, string retryAfter) =>
        Always(Reply.Of("", $"Retry-After: {retryAfter}\r\n", status));
}
