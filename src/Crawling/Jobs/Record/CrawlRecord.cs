using System.Globalization;
using System.Text;
using Crawling.Downloading;
using Crawling.Scheduling;
using Crawling.Scraping;

namespace Crawling.Jobs;

/// <summary>Writes down what becomes of each request, for <c>crawler why</c>. From any thread.</summary>
/// <param name="time">The clock.</param>
/// <param name="isKept">False: nothing is written.</param>
internal sealed class CrawlRecord(TimeProvider time, bool isKept) : IJobState
{
    /// <summary>Drops that are told apart: the links at the foot of every page are written down once, or once in a long while.</summary>
    private const int MostTold = 20_000;

    private const int LongestDetail = 300;

    private readonly Lock _lock = new();
    private readonly List<RecordEntry> _requests = [];
    private readonly List<RecordEntry> _drops = [];
    private readonly HashSet<(string Rule, string Url)> _told = [];

    /// <summary>It has been through its callback.</summary>
    public void Done(ScrapeWork work)
    {
        if (work.Request?.Entry is { } entry)
        {
            var (outcome, detail) = work.Failure is { } failure
                ? (RecordOutcome.Failed, Describe(failure))
                : (RecordOutcome.Fetched, work.Response!.Status.ToString(CultureInfo.InvariantCulture));
            Add(_requests, entry.Fingerprint, outcome, detail, entry.Hop);
        }
    }

    /// <summary>Another takes its place, after a redirect if it is one for another URL.</summary>
    public void Rescheduled(FrontierRequest entry, Request next)
    {
        if (entry.Request.Url != next.Url)
        {
            Add(_requests, entry.Fingerprint, RecordOutcome.Redirected, next.Url.Href, entry.Hop);
        }
    }

    /// <summary>A rule has kept it out.</summary>
    public void Dropped(Request request, Hop hop, string rule, string why)
    {
        if (!isKept)
        {
            return;
        }

        lock (_lock)
        {
            if (_told.Count == MostTold)
            {
                _told.Clear();
            }

            if (!_told.Add((rule, request.Url.Href)))
            {
                return;
            }
        }

        Add(_drops, Fingerprint.Of(request), RecordOutcome.Dropped, $"{rule}: {why}", hop, request.Url.Href);
    }

    public void Restore(IReadOnlyDictionary<string, byte[]> values)
    {
        // It only grows: nobody looks at what a former run has written.
    }

    public IEnumerable<StateChange> TakeChanges()
    {
        lock (_lock)
        {
            return [.. Take(_requests, RecordTable.RequestsKey), .. Take(_drops, RecordTable.DropsKey)];
        }
    }

    private static string Describe(RequestFailure failure) =>
        $"{failure.Reason}: {failure.Exception?.Message ?? failure.Response?.Status.ToString(CultureInfo.InvariantCulture)}";

    private static StateChange[] Take(List<RecordEntry> entries, string key)
    {
        if (entries.Count == 0)
        {
            return [];
        }

        var bytes = new MemoryStream(128 * entries.Count);
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        writer.WriteEach(entries, static (writer, entry) => entry.Write(writer));
        entries.Clear();
        return [new(key, bytes.ToArray())];
    }

    private void Add(List<RecordEntry> entries, UInt128 fingerprint, RecordOutcome outcome, string detail, Hop hop, string? url = null)
    {
        if (!isKept)
        {
            return;
        }

        var entry = new RecordEntry(
            fingerprint, outcome, time.GetUtcNow(), detail.Length > LongestDetail ? detail[..LongestDetail] + "…" : detail, hop.Page, url);
        lock (_lock)
        {
            entries.Add(entry);
        }
    }
}
