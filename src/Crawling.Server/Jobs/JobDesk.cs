using System.Security.Cryptography;
using Crawling.Jobs;

namespace Crawling.Serving;

/// <summary>What can be done with jobs. Every change is in the database before it is answered.</summary>
internal sealed class JobDesk(ServedProject project, ServedJobs jobs, JobQueue queue, ServiceFolder folder, TimeProvider time)
{
    /// <summary>Puts a crawl into the queue.</summary>
    /// <exception cref="SettingsException">It could not be begun: there is no such spider, or it does not take what was given.</exception>
    public async Task<ServedJob> StartAsync(NewJob order)
    {
        await project.CheckAsync(order.Spider, order.Arguments, order.Settings);
        var job = new ServedJob
        {
            Id = RandomNumberGenerator.GetHexString(32, lowercase: true),
            Alias = order.Alias,
            Spider = order.Spider,
            Arguments = order.Arguments,
            Settings = order.Settings,
            Priority = order.Priority,
            Schedule = order.Schedule,
            Created = time.GetUtcNow(),
        };
        jobs.Add(job);
        queue.Notice(job);
        return job;
    }

    /// <exception cref="ServeException">There is none.</exception>
    public ServedJob Get(string id) => jobs.Find(id) ?? throw Unknown(id);

    /// <summary>Lets it start no further request, now or when its turn comes.</summary>
    public ServedJob Pause(string id) => Change(id, job => job.IsOver ? throw Over(job) : job with { IsPaused = true });

    /// <summary>Lets a paused job go on, and puts one that has ended with something left to do back into the queue.</summary>
    public ServedJob Resume(string id) => Change(id, job => !job.IsOver ? job with { IsPaused = false }
        : job.State == ServedJobState.Finished && new CloseReason(job.FinishReason ?? "").IsComplete ? throw Over(job)
        : Reopened(job));

    /// <summary>Has it finish what is under way and end; one that has not begun is cancelled.</summary>
    public ServedJob Stop(string id) => Change(id, job => job.State switch
    {
        ServedJobState.Running => job with { IsStopping = true },
        ServedJobState.Queued => job with
        {
            State = job.Started is null ? ServedJobState.Cancelled : ServedJobState.Stopped,
            Ended = time.GetUtcNow(),
        },
        _ => throw Over(job),
    });

    /// <summary>Changes its pace, now and whenever it goes on.</summary>
    public ServedJob Limit(string id, RunLimits limits) =>
        Change(id, job => job.IsOver ? throw Over(job) : job with { Limits = limits.Over(job.Limits) });

    /// <summary>Deletes a job and its files.</summary>
    public void Delete(string id)
    {
        var job = Get(id);
        if (!jobs.Delete(job.Id))
        {
            throw new ServeException(409, $"Job {id} is running: stop it first.");
        }

        folder.Of(job).Delete();
    }

    /// <summary>Puts its dead letters back, and the job into the queue if there were any.</summary>
    /// <returns>How many there were.</returns>
    public int RetryDeadLetters(string id)
    {
        var job = Get(id);
        if (!job.IsOver)
        {
            throw new ServeException(409, $"Job {id} is {ServeText.Of(job.State)}: its dead letters can be put back when it has ended.");
        }

        var count = DeadLetterRetry.Run(folder.Of(job).Path);
        if (count > 0)
        {
            Change(id, Reopened);
        }

        return count;
    }

    private ServedJob Change(string id, Func<ServedJob, ServedJob> change)
    {
        var job = jobs.Change(id, change) ?? throw Unknown(id);
        queue.Notice(job);
        return job;
    }

    private static ServedJob Reopened(ServedJob job) =>
        job with { State = ServedJobState.Queued, IsPaused = false, IsStopping = false, Ended = null, FinishReason = null, Error = null, Crashes = 0 };

    private static ServeException Unknown(string id) => new(404, $"There is no job {id}.");

    private static ServeException Over(ServedJob job) => new(409, $"Job {job.Id} is {ServeText.Of(job.State)} ({job.FinishReason ?? "not begun"}).");
}

/// <summary>What a crawl is asked for with.</summary>
internal sealed record NewJob(string Spider, IReadOnlyDictionary<string, string> Arguments, IReadOnlyDictionary<string, string> Settings)
{
    public double Priority { get; init; }

    public string? Alias { get; init; }

    public string? Schedule { get; init; }
}
