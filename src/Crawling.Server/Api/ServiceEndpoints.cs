using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crawling.Serving;

/// <summary>The service itself and its schedules.</summary>
internal static class ServiceEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/service", Service).WithSummary("What the service is, and how much it has to do.");
        api.MapGet("/schedules", Schedules).WithSummary("The crawls that are started by the clock, with their next times.");
    }

    private static ServiceBody Service(ServedProject project, ServeOptions options, ServedJobs jobs) => new(
        project.Name,
        typeof(Crawler).Assembly.GetName().Version?.ToString(3) ?? "",
        options.MaxRunning,
        jobs.Count(ServedJobState.Queued),
        jobs.Count(ServedJobState.Running),
        jobs.Count(ServedJobState.Finished, ServedJobState.Stopped, ServedJobState.Failed, ServedJobState.Cancelled));

    private static IEnumerable<ScheduleBody> Schedules(ScheduleClock clock, TimeProvider time) => clock.Times(time.GetUtcNow())
        .Select(entry => new ScheduleBody(entry.Schedule.Spider, entry.Schedule.Cron, entry.Schedule.TimeZone, entry.Next));
}
