using Crawling.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crawling.Serving;

/// <summary>What a job can be told. It is kept, and holds after a restart of the service too.</summary>
internal static class ControlEndpoints
{
    /// <summary>The longest that a timer takes.</summary>
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMilliseconds(int.MaxValue);

    public static void Map(IEndpointRouteBuilder api)
    {
        var job = api.MapGroup("/jobs/{id}");
        job.MapPost("/pause", Pause).WithSummary("Lets a job start no further request.");
        job.MapPost("/resume", Resume).WithSummary("Lets a paused job go on; puts one that has ended with something left to do back into the queue.");
        job.MapPost("/stop", Stop).WithSummary("Has a job finish what is under way and end; cancels one that has not begun.");
        job.MapPut("/limits", Limit).WithSummary("Changes the pace of a job.").ProducesProblem(StatusCodes.Status400BadRequest);
        job.ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static JobBody Pause(string id, JobDesk desk, JobView view) => view.Of(desk.Pause(id));

    private static JobBody Resume(string id, JobDesk desk, JobView view) => view.Of(desk.Resume(id));

    private static JobBody Stop(string id, JobDesk desk, JobView view) => view.Of(desk.Stop(id));

    private static JobBody Limit(string id, LimitsBody body, JobDesk desk, JobView view) => view.Of(desk.Limit(id, new()
    {
        ConcurrentRequests = AtLeastOne(body.ConcurrentRequests, "concurrentRequests"),
        ConcurrentRequestsPerHost = AtLeastOne(body.ConcurrentRequestsPerHost, "concurrentRequestsPerHost"),
        DownloadDelay = Delay(body.DownloadDelay),
    }));

    private static int? AtLeastOne(int? value, string name) => value is null or >= 1 ? value : throw Bad($"{name} must be 1 at least.");

    private static TimeSpan? Delay(string? text) => text is null ? null
        : Duration.Parse(text) is { } delay && delay >= TimeSpan.Zero && delay <= LongestDelay ? delay
        : throw Bad("downloadDelay must be a duration from 0 to 24 days, as 00:00:01 or 500ms.");

    private static ServeException Bad(string message) => new(StatusCodes.Status400BadRequest, message);
}
