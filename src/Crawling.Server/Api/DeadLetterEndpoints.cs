using Crawling.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crawling.Serving;

/// <summary>What a job has set aside.</summary>
internal static class DeadLetterEndpoints
{
    private const int MostEntries = 1000;

    public static void Map(IEndpointRouteBuilder api)
    {
        var letters = api.MapGroup("/jobs/{id}/dead-letters");
        letters.MapGet("", List).WithSummary("What the job has set aside, the oldest first.").ProducesProblem(StatusCodes.Status400BadRequest);
        letters.MapPost("/retry", Retry).WithSummary("Puts all of it back; the job is in the queue again.").ProducesProblem(StatusCodes.Status409Conflict);
        letters.ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static PageBody<DeadLetter> List(string id, JobDesk desk, ServiceFolder folder, int offset = 0, int limit = 50)
    {
        Paging.Check(offset, limit, MostEntries);
        var path = folder.Of(desk.Get(id)).Path;
        var all = File.Exists(JobDirectory.DatabaseIn(path)) ? JobReport.Read(path).DeadLetters : [];
        return new(all.Count, [.. all.Skip(offset).Take(limit)]);
    }

    private static RetryBody Retry(string id, JobDesk desk) => new(desk.RetryDeadLetters(id));
}
