using System.Reflection;

namespace Crawling.Cli;

/// <summary>An exception in a line: what it is and what it says.</summary>
internal static class ErrorText
{
    public static string Of(Exception error) => error switch
    {
        AggregateException { InnerExceptions: [var only] } => Of(only),
        TargetInvocationException { InnerException: { } inner } => Of(inner),
        DownloadException download => CleanText.Line($"not fetched: {download.Reason}: {download.Message}"),
        _ => CleanText.Line($"{error.GetType().Name}: {error.Message.ReplaceLineEndings(" ")}"),
    };
}
