using Crawling.Jobs;

namespace Crawling.Serving;

/// <summary>Begins the runs of jobs.</summary>
internal sealed class RunStarter(ServedProject project, ServeOptions options, ServiceFolder folder, TimeProvider time)
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>For a child of a service that was killed: it ends by itself.</summary>
    private static readonly TimeSpan OrphanLimit = TimeSpan.FromMinutes(1);

    /// <exception cref="SettingsException">It cannot be begun.</exception>
    public async Task<IJobRun> StartAsync(ServedJob job, CancellationToken cancellation)
    {
        var files = folder.Of(job);
        files.Create();
        var begin = time.GetTimestamp();
        while (JobDirectory.IsHeld(files.Path) && time.GetElapsedTime(begin) < OrphanLimit)
        {
            await Task.Delay(LookInterval, time, cancellation);
        }

        var plan = new RunPlan(job.Spider, job.Arguments, job.Settings, files, job.Orders);
        return options.Isolation == Isolation.Process ? new ChildRun(project, plan, time) : new InProcessRun(project, plan);
    }
}
