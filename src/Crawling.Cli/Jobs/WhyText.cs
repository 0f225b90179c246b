using System.Globalization;
using Crawling.Jobs;

namespace Crawling.Cli;

/// <summary>What became of a URL, for a person: first the answer, then what led to it.</summary>
internal static class WhyText
{
    public static void Write(WhyReport report)
    {
        foreach (var line in Lines(report))
        {
            Console.Out.WriteLine(CleanText.Line(line));
        }
    }

    private static IEnumerable<string> Lines(WhyReport report)
    {
        yield return $"{report.Url}: {Answer(report)}";
        if (report.Waits is { } waits)
        {
            yield return $"  {From(waits.Page)}, priority {waits.Priority}{(waits.Due is { } due ? $", not before {Text(due)}" : "")}";
        }

        foreach (var failed in report.SetAside?.Tries ?? [])
        {
            yield return $"  {Text(failed.Time)}  tried, {failed.Reason}";
        }

        foreach (var entry in report.History)
        {
            yield return $"  {Text(entry.Time)}  {Word(entry.Outcome)} {entry.Detail}, {From(entry.Page)}";
        }

        if (report.State == UrlState.NeverSeen)
        {
            foreach (var hint in Hints(report))
            {
                yield return $"  {hint}";
            }
        }
    }

    private static string Answer(WhyReport report) => report.State switch
    {
        UrlState.Fetched => "fetched",
        UrlState.Failed => "failed",
        UrlState.Redirected => $"redirected; ask for {report.History.Last(entry => entry.Outcome == RecordOutcome.Redirected).Detail}",
        UrlState.Queued => "queued: it waits, or is under way",
        UrlState.SetAside => $"set aside as a dead letter, {report.SetAside!.Reason} (crawler job --retry-dead puts it back)",
        UrlState.Dropped => "dropped",
        UrlState.Done => "done; the record has nothing of it any more (job:recordSize)",
        _ => "never seen",
    };

    private static IEnumerable<string> Hints(WhyReport report)
    {
        foreach (var similar in report.Similar)
        {
            yield return $"known is {similar}";
        }

        if (report.HostDrop is { } drop)
        {
            yield return $"another URL of its host was dropped: {drop.Detail}";
        }
        else if (!report.HostIsKnown)
        {
            yield return "nothing of its host was ever requested";
        }

        yield return "no page that was fetched has led to it: see how the spider finds its links, and whether a script makes this one";
        yield return "a request of another method, or with a body, is not looked for";
    }

    private static string Word(RecordOutcome outcome) => outcome switch
    {
        RecordOutcome.Fetched => "fetched, status",
        RecordOutcome.Failed => "failed,",
        RecordOutcome.Redirected => "redirected to",
        _ => "dropped by",
    };

    private static string From(string? page) => page is null ? "not from a page (start, or added from outside)" : $"from {page}";

    private static string Text(DateTimeOffset time) => time.ToString("u", CultureInfo.InvariantCulture);
}
