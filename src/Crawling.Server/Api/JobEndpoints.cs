using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Crawling.Serving;

/// <summary>Jobs: start, list, get, delete.</summary>
internal static class JobEndpoints
{
    private const int MostEntries = 1000;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/jobs", StartAsync).WithSummary("Puts a crawl into the queue.").ProducesProblem(StatusCodes.Status400BadRequest);
        api.MapGet("/jobs", List).WithSummary("The jobs, the newest first.").ProducesProblem(StatusCodes.Status400BadRequest);
        api.MapGet("/jobs/{id}", Get).WithSummary("A job.").ProducesProblem(StatusCodes.Status404NotFound);
        api.MapDelete("/jobs/{id}", Delete).WithSummary("Deletes a job that does not run, and its files.")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<Created<JobBody>> StartAsync(StartBody body, JobDesk desk, JobView view)
    {
        var settings = body.Settings ?? [];
        AllowedSettings.Check(settings.Keys);
        var job = await desk.StartAsync(new(body.Spider, body.Arguments ?? [], settings) { Priority = body.Priority });
        return TypedResults.Created($"/api/v1/jobs/{job.Id}", view.Of(job));
    }

    private static PageBody<JobBody> List(ServedJobs jobs, JobView view, string? state = null, string? spider = null, int offset = 0, int limit = 50)
    {
        Paging.Check(offset, limit, MostEntries);
        var (total, entries) = jobs.List([.. state?.Split(',').Select(Parse) ?? []], spider, offset, limit);
        return new(total, [.. entries.Select(view.Of)]);
    }

    private static JobBody Get(string id, JobDesk desk, JobView view) => view.Of(desk.Get(id));

    private static NoContent Delete(string id, JobDesk desk)
    {
        desk.Delete(id);
        return TypedResults.NoContent();
    }

    private static ServedJobState Parse(string state) =>
        Enum.TryParse<ServedJobState>(state, ignoreCase: true, out var known) && Enum.IsDefined(known) && char.IsAsciiLetter(state[0]) ? known
        : throw new ServeException(
            StatusCodes.Status400BadRequest, $"'{state}' is no state; known: {string.Join(", ", Enum.GetValues<ServedJobState>().Select(value => ServeText.Of(value)))}.");
}
