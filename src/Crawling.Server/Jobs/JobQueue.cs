using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Crawling.Serving;

/// <summary>Runs the jobs that wait, as many at once as may.</summary>
internal sealed class JobQueue(
    ServedJobs jobs, RunStarter starter, ServeOptions options, TimeProvider time, ILogger<JobQueue> logger) : BackgroundService
{
    /// <summary>For crawls to finish what is under way when the service ends; those that need longer are cut off, and fetch it again.</summary>
    public static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(40);

    private readonly SemaphoreSlim _wake = new(0);
    private readonly ConcurrentDictionary<string, IJobRun> _runs = new(StringComparer.Ordinal);

    /// <summary>Something has changed for a job: it has come into the queue, or has new orders.</summary>
    public void Notice(ServedJob job)
    {
        _wake.Release();
        if (_runs.TryGetValue(job.Id, out var run))
        {
            Order(job.Id, run, interrupt: false);
        }
    }

    /// <summary>What the crawl of a job tells; null if it is not at work.</summary>
    public RunReports? ReportsOf(ServedJob job) => _runs.TryGetValue(job.Id, out var run) ? run.Reports : null;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        jobs.Recover();
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var working = new List<Task>();
        while (!stoppingToken.IsCancellationRequested)
        {
            working.RemoveAll(task => task.IsCompleted);
            while (working.Count < options.MaxRunning && jobs.TakeNext(time.GetUtcNow()) is { } job)
            {
                working.Add(RunAsync(job, stoppingToken));
            }

            await _wake.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await Task.WhenAll(working);
    }

    private async Task RunAsync(ServedJob job, CancellationToken stopping)
    {
        await Task.Yield();
        ServeLog.Started(logger, job.Spider, job.Id);
        var outcome = await OutcomeAsync(job, stopping);
        jobs.Change(job.Id, old => After(old, outcome));
        if (outcome.Error is { } error)
        {
            ServeLog.Failed(logger, job.Spider, job.Id, outcome.Reason, error);
        }
        else
        {
            ServeLog.Ended(logger, job.Spider, job.Id, outcome.Reason);
        }

        _wake.Release();
    }

    private async Task<RunOutcome> OutcomeAsync(ServedJob job, CancellationToken stopping)
    {
        try
        {
            await using var run = await starter.StartAsync(job, stopping);
            _runs[job.Id] = run;

            // What was ordered since it was taken from the queue.
            Order(job.Id, run, interrupt: false);
            await using var interruption = stopping.Register(() => Order(job.Id, run, interrupt: true));
            var outcome = await EndOfAsync(run, stopping);
            if (run.Reports.Last is { } report)
            {
                jobs.KeepStatistics(job.Id, ServeJson.Write(report.Statistics));
            }

            return outcome;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return new(CloseReason.Shutdown.Name, null);
        }
        catch (Exception error)
        {
            return RunOutcome.Failed(error.Message);
        }
        finally
        {
            _runs.TryRemove(job.Id, out _);
        }
    }

    /// <summary>Has a run do what its job says now. Reading and passing on are one step, or an older order could come after a newer one.</summary>
    private void Order(string id, IJobRun run, bool interrupt)
    {
        lock (run)
        {
            if (jobs.Find(id) is { } job)
            {
                run.Follow(job.Orders with { Interrupt = interrupt });
            }
        }
    }

    /// <summary>When it ends; once the service is ending, at the latest when that cannot wait any more.</summary>
    private async Task<RunOutcome> EndOfAsync(IJobRun run, CancellationToken stopping)
    {
        var completion = (Task)run.Completion;
        await completion.WaitAsync(stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await completion.WaitAsync(EndLimit, time, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return completion.IsCompleted ? await run.Completion : new(CloseReason.Shutdown.Name, null);
    }

    private ServedJob After(ServedJob job, RunOutcome outcome)
    {
        var crashes = job.Crashes + (outcome.Reason == RunOutcome.Crashed ? 1 : 0);
        var reason = new CloseReason(outcome.Reason);
        var state = reason.IsFailure || (outcome.Reason == RunOutcome.Crashed && crashes >= options.MaxAttempts) ? ServedJobState.Failed
            : job.IsStopping && !reason.IsComplete ? ServedJobState.Stopped
            : outcome.Reason == RunOutcome.Crashed || reason == CloseReason.Shutdown ? ServedJobState.Queued
            : ServedJobState.Finished;
        return job with
        {
            State = state,
            IsStopping = false,
            Crashes = crashes,
            Ended = state == ServedJobState.Queued ? null : time.GetUtcNow(),
            FinishReason = state == ServedJobState.Queued ? null : outcome.Reason,
            Error = outcome.Error,
        };
    }
}
