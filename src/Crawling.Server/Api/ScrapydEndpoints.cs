using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crawling.Serving;

/// <summary>What scrapyd 1.x offers, so that its clients work here. Source: its documentation, section API.</summary>
internal static class ScrapydEndpoints
{
    private const int MostOfAState = 1000;

    private static readonly ServedJobState[] Over = [ServedJobState.Finished, ServedJobState.Stopped, ServedJobState.Failed, ServedJobState.Cancelled];

    public static void Map(IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("").ExcludeFromDescription().AddEndpointFilter(AnswerErrorsAsync);
        api.MapGet("/daemonstatus.json", Status);
        api.MapGet("/listprojects.json", (ServedProject project) => Ok(("projects", (string[])[project.Name])));
        api.MapGet("/listversions.json", ListVersions);
        api.MapGet("/listspiders.json", ListSpiders);
        api.MapGet("/listjobs.json", ListJobs);
        api.MapGet("/status.json", JobStatus);
        api.MapPost("/schedule.json", ScheduleAsync);
        api.MapPost("/cancel.json", CancelAsync);
        foreach (var verb in (string[])["addversion", "delversion", "delproject"])
        {
            api.MapPost($"/{verb}.json", () => Refuse($"{verb}.json is not offered: this service runs no code that is sent to it. Its spiders are those of its project's folder."));
        }
    }

    private static Dictionary<string, object?> Status(ServedJobs jobs) => Ok(
        ("pending", jobs.Count(ServedJobState.Queued)),
        ("running", jobs.Count(ServedJobState.Running)),
        ("finished", jobs.Count(Over)));

    private static Dictionary<string, object?> ListVersions(ServedProject served, string? project = null)
    {
        Check(served, project);
        return Ok(("versions", Array.Empty<string>()));
    }

    private static Dictionary<string, object?> ListSpiders(ServedProject served, string? project = null)
    {
        Check(served, project);
        return Ok(("spiders", served.Spiders.Keys.ToArray()));
    }

    private static Dictionary<string, object?> ListJobs(ServedProject served, ServedJobs jobs, string? project = null)
    {
        if (project is not null)
        {
            Check(served, project);
        }

        return Ok(
            ("pending", Of(ServedJobState.Queued)),
            ("running", Of(ServedJobState.Running)),
            ("finished", Over.SelectMany(Of).OrderBy(job => (string?)job["end_time"], StringComparer.Ordinal)));

        Dictionary<string, object?>[] Of(ServedJobState state) =>
            [.. jobs.List([state], null, 0, MostOfAState).Jobs.Reverse().Select(job => Body(served, job))];
    }

    private static Dictionary<string, object?> JobStatus(ServedProject served, JobDesk desk, string? job = null, string? project = null)
    {
        if (project is not null)
        {
            Check(served, project);
        }

        return Ok(("currstate", Word(desk.Get(Needed("job", job)))));
    }

    private static async Task<Dictionary<string, object?>> ScheduleAsync(HttpRequest request, ServedProject served, JobDesk desk)
    {
        var form = await FormAsync(request);
        Check(served, form["project"]);
        var settings = ScrapySettings.Translate(form["setting"]);
        AllowedSettings.Check(settings.Keys);
        var arguments = form.Where(field => field.Key is not ("project" or "spider" or "setting" or "jobid" or "priority" or "_version"))
            .ToDictionary(field => field.Key, field => field.Value.ToString(), StringComparer.Ordinal);
        var job = await desk.StartAsync(new(Needed("spider", form["spider"]), arguments, settings)
        {
            Alias = Alias(form["jobid"]),
            Priority = form["priority"].ToString() is not { Length: > 0 } text ? 0
                : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var priority) && double.IsFinite(priority) ? priority
                : throw new SettingsException($"'priority' is '{text}' but must be a number"),
        });
        return Ok(("jobid", Name(job)));
    }

    private static async Task<Dictionary<string, object?>> CancelAsync(HttpRequest request, ServedProject served, JobDesk desk)
    {
        var form = await FormAsync(request);
        Check(served, form["project"]);
        var job = desk.Get(Needed("job", form["job"]));
        if (!job.IsOver)
        {
            desk.Stop(job.Id);
        }

        return Ok(("prevstate", job.IsOver ? null : Word(job)));
    }

    private static Dictionary<string, object?> Body(ServedProject project, ServedJob job)
    {
        var body = new Dictionary<string, object?> { ["project"] = project.Name, ["spider"] = job.Spider, ["id"] = Name(job) };
        if (job.State != ServedJobState.Queued)
        {
            body["start_time"] = Time(job.Started ?? job.Created);
        }

        if (job.IsOver)
        {
            body["end_time"] = Time(job.Ended ?? job.Created);
            body["log_url"] = $"/api/v1/jobs/{job.Id}/log";
            body["items_url"] = $"/api/v1/jobs/{job.Id}/items";
        }

        return body;
    }

    private static string Word(ServedJob job) => job.State switch
    {
        ServedJobState.Queued => "pending",
        ServedJobState.Running => "running",
        _ => "finished",
    };

    private static string Name(ServedJob job) => job.Alias ?? job.Id;

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture);

    private static string? Alias(string? name) => string.IsNullOrEmpty(name) ? null
        : name.Length <= 64 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') ? name
        : throw new SettingsException("'jobid' must be 64 letters, digits and -_. at most");

    private static async Task<IFormCollection> FormAsync(HttpRequest request) =>
        request.HasFormContentType ? await request.ReadFormAsync() : FormCollection.Empty;

    private static void Check(ServedProject served, string? project)
    {
        if (Needed("project", project) != served.Name)
        {
            throw new SettingsException($"project '{project}' not found; this one is '{served.Name}'");
        }
    }

    private static string Needed(string name, string? value) =>
        string.IsNullOrEmpty(value) ? throw new SettingsException($"'{name}' parameter is required") : value;

    private static Dictionary<string, object?> Ok(params ReadOnlySpan<(string Name, object? Value)> fields)
    {
        var answer = new Dictionary<string, object?> { ["node_name"] = Environment.MachineName, ["status"] = "ok" };
        foreach (var (name, value) in fields)
        {
            answer[name] = value;
        }

        return answer;
    }

    private static Dictionary<string, object?> Refuse(string message) =>
        new() { ["node_name"] = Environment.MachineName, ["status"] = "error", ["message"] = message };

    // Its clients look at the field, not at the status, which is always 200.
    private static async ValueTask<object?> AnswerErrorsAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (Exception error) when (error is SettingsException or ServeException)
        {
            return Refuse(error.Message);
        }
    }
}
