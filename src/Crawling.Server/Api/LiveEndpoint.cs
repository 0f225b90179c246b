using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crawling.Serving;

/// <summary>What a person who watches a job looks at, asked for once a second.</summary>
internal static class LiveEndpoint
{
    private const int MostHosts = 50;

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/jobs/{id}/live", Live)
        .WithSummary("How the crawl of a job stands: its hosts, statuses, and what it had counted second by second; with after only what is newer.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static LiveBody Live(string id, JobDesk desk, JobQueue queue, JobView view, DateTimeOffset? after = null)
    {
        var job = desk.Get(id);
        var statistics = new KeptStatistics(view.StatisticsOf(job));
        return queue.ReportsOf(job) is { Last: { } report } reports
            ? AtWork(report.Crawl, statistics) with { Moments = reports.After(after) }
            : Over(statistics);
    }

    private static LiveBody AtWork(CrawlSnapshot crawl, KeptStatistics statistics) => Over(statistics) with
    {
        State = crawl.State,
        Active = crawl.Active,
        Scraping = crawl.Scraping,
        HostCount = crawl.HostCount,
        Hosts = [.. crawl.Hosts.Select(statistics.With).Concat(statistics.HostsBut(crawl.Hosts)).Take(MostHosts)],
    };

    private static LiveBody Over(KeptStatistics statistics) => new(
        null,
        0,
        0,
        statistics.HostNames.Count,
        [.. statistics.HostsBut([]).Take(MostHosts).Select(host => host with { State = null })],
        statistics.Statuses,
        statistics.DeadLetters,
        []);
}
