using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Crawling.Serving;

/// <summary>What a job has written: items, log, statistics.</summary>
internal static class JobFileEndpoints
{
    private const int MostLines = 10_000;

    public static void Map(IEndpointRouteBuilder api)
    {
        var job = api.MapGroup("/jobs/{id}");
        job.MapGet("/items", Items).WithSummary("The items as JSON Lines; with Range, or offset and limit, a part of them. What was given once stays as it is.")
            .Produces<string>(contentType: "application/jsonl");
        job.MapGet("/log", Log).WithSummary("The log; with Range a part of it, with tail its last lines.").Produces<string>(contentType: "text/plain");
        job.MapGet("/statistics", Statistics).WithSummary("What the job has counted, under Scrapy's names.").Produces<Dictionary<string, object>>();
        job.ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static IResult Items(string id, JobDesk desk, ServiceFolder folder, long offset = 0, int? limit = null)
    {
        Paging.Check(offset, limit ?? 1, int.MaxValue);
        var files = folder.Of(desk.Get(id));
        var items = FilePart.Open(files.Items, files.ItemsLength);
        return offset == 0 && limit is null
            ? Whole(items, "application/jsonl")
            : TypedResults.Stream(output => LinePart.CopyAsync(items, output, offset, limit), "application/jsonl");
    }

    private static IResult Log(string id, JobDesk desk, ServiceFolder folder, int? tail = null)
    {
        Paging.Check(0, tail ?? 1, MostLines);
        var log = FilePart.Open(folder.Of(desk.Get(id)).Log);
        const string Text = "text/plain; charset=utf-8";
        return tail is { } lines
            ? TypedResults.Text(LinePart.Last(log, lines), Text, Encoding.UTF8)
            : Whole(log, Text);
    }

    /// <summary>Of an empty file no range can be had; a client that follows one from its start would get an error for it.</summary>
    private static FileStreamHttpResult Whole(FilePart file, string contentType) =>
        TypedResults.Stream(file, contentType, enableRangeProcessing: file.Length > 0);

    private static JsonElement Statistics(string id, JobDesk desk, JobView view) => view.StatisticsOf(desk.Get(id));
}
