using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Crawling;

/// <summary>Unhealthy if the last run of a hosted crawl failed, degraded if one was ended before its time, with the counts of each.</summary>
internal sealed class CrawlHealthCheck(IEnumerable<HostedCrawl> crawls) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var data = new Dictionary<string, object>();
        var status = HealthStatus.Healthy;
        List<string> troubles = [];
        foreach (var crawl in crawls)
        {
            data[KeyOf(crawl, data)] = DataOf(crawl);
            var own = StatusOf(crawl.Last, context.Registration.FailureStatus);
            status = own < status ? own : status;
            if (own != HealthStatus.Healthy)
            {
                troubles.Add($"The last run of '{crawl.Spider}' ended as {crawl.Last!.Reason}.");
            }
        }

        var error = crawls.Select(crawl => crawl.Last?.Error).FirstOrDefault(error => error is not null);
        return Task.FromResult(new HealthCheckResult(status, troubles.Count > 0 ? string.Join(' ', troubles) : null, error, data));
    }

    private static HealthStatus StatusOf(CrawlResult? last, HealthStatus failure) => last?.Reason switch
    {
        { IsFailure: true } => failure,
        { } reason when reason == CloseReason.Shutdown || reason == CloseReason.Cancelled => HealthStatus.Degraded,
        _ => HealthStatus.Healthy,
    };

    /// <summary>A spider may be hosted more than once.</summary>
    private static string KeyOf(HostedCrawl crawl, Dictionary<string, object> taken) =>
        Enumerable.Range(1, taken.Count + 1)
            .Select(number => number == 1 ? crawl.Spider : $"{crawl.Spider} ({number})")
            .First(key => !taken.ContainsKey(key));

    private static Dictionary<string, object?> DataOf(HostedCrawl crawl)
    {
        var statistics = crawl.Running?.Statistics ?? crawl.Last?.Statistics;
        return new()
        {
            ["state"] = crawl.Running is not null ? "running" : crawl.IsDone ? "done" : "waiting",
            ["lastResult"] = crawl.Last?.Reason.Name,
            ["skipped"] = crawl.Skipped,
            ["pages"] = statistics?["response_received_count"] ?? 0,
            ["items"] = statistics?["item_scraped_count"] ?? 0,
        };
    }
}
