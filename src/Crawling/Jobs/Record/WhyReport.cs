using Crawling.Configuration;
using Crawling.Scheduling;

namespace Crawling.Jobs;

/// <summary>What a job knows of a URL, asked for by GET.</summary>
/// <param name="Url">The URL.</param>
/// <param name="State">What became of it.</param>
/// <param name="Waits">How it waits, if it does.</param>
/// <param name="History">What the record has of it, the oldest first.</param>
/// <param name="SetAside">The dead letter that it is, if it is one.</param>
/// <param name="Similar">If nothing is known of it: URLs of which something is, and that differ in little.</param>
/// <param name="HostIsKnown">Whether anything was ever requested of its host.</param>
/// <param name="HostDrop">A rule that has dropped something else of its host.</param>
internal sealed record WhyReport(
    string Url,
    UrlState State,
    WaitingUrl? Waits,
    IReadOnlyList<UrlEvent> History,
    DeadLetter? SetAside,
    IReadOnlyList<string> Similar,
    bool HostIsKnown,
    UrlEvent? HostDrop)
{
    /// <summary>Looks into a job, which may be at work meanwhile. Nothing is changed.</summary>
    /// <exception cref="SettingsException">There is none, or it cannot be read.</exception>
    public static WhyReport Read(string directory, Url url)
    {
        var file = JobDirectory.DatabaseIn(JobDirectory.Find(directory));
        using var database = JobDatabase.OpenToRead(file);
        try
        {
            // One transaction, so that everything is of the same moment.
            database.Execute("BEGIN");
            return Read(database, url);
        }
        catch (Exception error) when (error is not SettingsException)
        {
            throw JobDatabase.Unusable(file, error);
        }
    }

    private static WhyReport Read(JobDatabase database, Url url)
    {
        var fingerprint = Fingerprint.Of(new Request(url));
        var similar = SimilarUrls.Of(url).DistinctBy(other => Fingerprint.Of(new Request(other))).ToDictionary(other => Fingerprint.Of(new Request(other)));
        similar.Remove(fingerprint);
        var record = RecordTable.All(database).Where(entry => entry.Fingerprint == fingerprint || similar.ContainsKey(entry.Fingerprint) || IsOfHost(entry)).ToLookup(entry => entry.Fingerprint);
        var own = record[fingerprint].OrderBy(entry => entry.Time).ToArray();
        var waits = WaitingUrl.Find(database, fingerprint);
        var setAside = new DeadLetterTable(database).Find(fingerprint);
        var seen = SeenTable.Among(database, [fingerprint, .. similar.Keys]);
        return new(
            Secrets.Mask(url.Href),
            StateOf(own, waits is not null, setAside is not null, seen.Contains(fingerprint)),
            waits,
            [.. own.Select(UrlEvent.Of)],
            setAside,
            [.. similar.Where(other => seen.Contains(other.Key) || record.Contains(other.Key)).Select(other => Secrets.Mask(other.Value.Href))],
            new SlotTable(database).Find(url.Host) is not null,
            record.SelectMany(entries => entries).LastOrDefault(IsOfHost) is { } drop ? UrlEvent.Of(drop) : null);

        bool IsOfHost(RecordEntry entry) => entry.Url is { } dropped && entry.Fingerprint != fingerprint && Crawling.Url.Parse(dropped).Host == url.Host;
    }

    private static UrlState StateOf(RecordEntry[] own, bool waits, bool isSetAside, bool wasSeen) =>
        waits ? UrlState.Queued
        : isSetAside ? UrlState.SetAside
        : own.LastOrDefault(entry => entry.Outcome != RecordOutcome.Dropped) is { } last ? StateOf(last.Outcome)
        : wasSeen ? UrlState.Done
        : own.Length > 0 ? UrlState.Dropped
        : UrlState.NeverSeen;

    private static UrlState StateOf(RecordOutcome outcome) => outcome switch
    {
        RecordOutcome.Fetched => UrlState.Fetched,
        RecordOutcome.Redirected => UrlState.Redirected,
        _ => UrlState.Failed,
    };
}

/// <summary>What became of a URL.</summary>
internal enum UrlState
{
    /// <summary>It was fetched.</summary>
    Fetched,

    /// <summary>It failed for good.</summary>
    Failed,

    /// <summary>It redirected to another URL.</summary>
    Redirected,

    /// <summary>It waits or is under way.</summary>
    Queued,

    /// <summary>It is a dead letter.</summary>
    SetAside,

    /// <summary>It was dropped by a rule.</summary>
    Dropped,

    /// <summary>It was queued once and does not wait any more; the record does not reach back to it, or none was kept.</summary>
    Done,

    /// <summary>Nothing is known of it.</summary>
    NeverSeen,
}

/// <summary>An entry of the record, without credentials.</summary>
internal sealed record UrlEvent(RecordOutcome Outcome, DateTimeOffset Time, string Detail, string? Page)
{
    public static UrlEvent Of(RecordEntry entry) =>
        new(entry.Outcome, entry.Time, Secrets.Mask(entry.Detail), entry.Page is { } page ? Secrets.Mask(page) : null);
}
