using System.Text.Json;
using Crawling.Configuration;

namespace Crawling.Serving;

/// <summary>Jobs as clients see them.</summary>
internal sealed class JobView(ServedJobs jobs, JobQueue queue)
{
    public JobBody Of(ServedJob job)
    {
        var report = queue.ReportsOf(job)?.Last;
        var (pages, items) = report is null ? KeptCounts(job) : (report.Moment.Pages, report.Moment.Items);
        return new(
            job.Id,
            job.Spider,
            job.State,
            job.IsPaused,
            job.IsStopping,
            Masked(job.Arguments),
            Masked(job.Settings),
            job.Priority,
            job.Schedule,
            job.Created,
            job.Started,
            job.Ended,
            job.FinishReason,
            job.Error is null ? null : Secrets.Mask(job.Error),
            job.Limits?.Over(report?.Limits) ?? report?.Limits,
            pages,
            items,
            report?.Crawl.Queued ?? 0);
    }

    /// <summary>Those of the run that goes on, else of the last one.</summary>
    public JsonElement StatisticsOf(ServedJob job) => queue.ReportsOf(job)?.Last is { } report
        ? JsonSerializer.SerializeToElement(report.Statistics, ServeJson.Options)
        : ServeJson.Read<JsonElement>(jobs.Statistics(job.Id) ?? "{}");

    private (long Pages, long Items) KeptCounts(ServedJob job)
    {
        var statistics = StatisticsOf(job);
        return (Number(statistics, RunMoment.PagesKey), Number(statistics, RunMoment.ItemsKey));
    }

    private static Dictionary<string, string> Masked(IReadOnlyDictionary<string, string> values) =>
        values.ToDictionary(value => value.Key, value => Secrets.Mask(value.Key, value.Value), StringComparer.Ordinal);

    private static long Number(JsonElement statistics, string key) =>
        statistics.TryGetProperty(key, out var value) && value.TryGetInt64(out var number) ? number : 0;
}
