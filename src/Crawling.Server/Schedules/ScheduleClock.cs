using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;
using Quartz.Spi;

namespace Crawling.Serving;

/// <summary>Starts crawls by the clock. What falls into a time when the service did not run, or when the crawl before had not ended, is left out.</summary>
internal sealed class ScheduleClock(ServeOptions options, JobDesk desk, ServedJobs jobs, ILogger<ScheduleClock> logger)
    : IHostedService, IJobFactory
{
    private IScheduler? _clock;

    /// <summary>The schedules, each with its next time.</summary>
    public IEnumerable<(ScheduleOptions Schedule, DateTimeOffset? Next)> Times(DateTimeOffset now) =>
        options.Schedules.Select(schedule => (schedule, ExpressionOf(schedule).GetNextValidTimeAfter(now)));

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Schedules.Count == 0)
        {
            return;
        }

        // Schedulers of one name are one scheduler to Quartz.
        _clock = await SchedulerBuilder.Create("serve", $"{Guid.NewGuid():n}").UseInMemoryStore().UseDefaultThreadPool(1).BuildScheduler();
        _clock.JobFactory = this;
        for (var i = 0; i < options.Schedules.Count; i++)
        {
            var schedule = options.Schedules[i];
            var trigger = TriggerBuilder.Create()
                .WithCronSchedule(schedule.Cron, cron => cron.InTimeZone(ZoneOf(schedule)).WithMisfireHandlingInstructionDoNothing())
                .Build();
            await _clock.ScheduleJob(JobBuilder.Create<DueCrawl>().UsingJobData(DueCrawl.Number, i).Build(), trigger, cancellationToken);
        }

        await _clock.Start(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => _clock?.Shutdown(waitForJobsToComplete: true, cancellationToken) ?? Task.CompletedTask;

    public IJob NewJob(TriggerFiredBundle bundle, IScheduler scheduler) => new DueCrawl(this);

    public void ReturnJob(IJob job)
    {
    }

    private async Task StartAsync(int number)
    {
        var schedule = options.Schedules[number];
        if (jobs.IsAtWork(schedule.Cron, schedule.Spider))
        {
            ServeLog.LeftOut(logger, schedule.Spider, schedule.Cron);
            return;
        }

        try
        {
            await desk.StartAsync(new(schedule.Spider, schedule.Arguments, schedule.Settings) { Schedule = schedule.Cron });
        }
        catch (Exception error)
        {
            ServeLog.NotBegun(logger, error, schedule.Spider, schedule.Cron);
        }
    }

    private static CronExpression ExpressionOf(ScheduleOptions schedule) => new(schedule.Cron) { TimeZone = ZoneOf(schedule) };

    private static TimeZoneInfo ZoneOf(ScheduleOptions schedule) => TimeZoneInfo.FindSystemTimeZoneById(schedule.TimeZone);

    private sealed class DueCrawl(ScheduleClock clock) : IJob
    {
        public const string Number = "number";

        public Task Execute(IJobExecutionContext context) => clock.StartAsync(context.MergedJobDataMap.GetInt(Number));
    }
}
