using System.Diagnostics;

namespace Crawling.Benchmarks;

/// <summary>Follows all healthy pages and, beside them, meets one fault after the other.</summary>
internal sealed class FaultSpider(FaultPlan plan) : Spider
{
    private const string FaultKey = "fault";
    private const int DeepestFollowed = 3;
    private const int MostLinksFollowed = 5;

    // What a reset costs on a connection used before is one retry, not the page.
    private const string ResetReused = "reset-reused";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Queue<PlannedFault> _waiting = new(plan.Faults);
    private readonly HashSet<string> _met = new(StringComparer.Ordinal);
    private long _started;

    public int HealthyPages { get; private set; }

    public TimeSpan LastHealthy { get; private set; }

    public override async IAsyncEnumerable<Output> StartAsync()
    {
        await ValueTask.CompletedTask;
        _started = Stopwatch.GetTimestamp();
        if (_waiting.TryDequeue(out var first))
        {
            yield return RequestTo(first);
        }

        yield return new Request(plan.Healthy);
    }

    public override async IAsyncEnumerable<Output> ParseAsync(Response response)
    {
        await ValueTask.CompletedTask;
        var fault = response.Request.Meta.GetValueOrDefault(FaultKey) as string;
        if (fault is null)
        {
            HealthyPages++;
            LastHealthy = Stopwatch.GetElapsedTime(_started);
        }
        else if (NextAfter(fault) is { } next)
        {
            yield return next;
        }

        if (response.IsHtml && (fault is null || response.Depth < DeepestFollowed))
        {
            foreach (var link in response.Links().Where(link => link.Url.Host == response.Url.Host).Take(MostLinksFollowed))
            {
                yield return response.Request with { Url = link.Url };
            }
        }
    }

    public override async IAsyncEnumerable<Output> ErrorAsync(RequestFailure failure)
    {
        await ValueTask.CompletedTask;
        if (failure.Request.Meta.GetValueOrDefault(FaultKey) is string fault && NextAfter(fault) is { } next)
        {
            yield return next;
        }
    }

    protected override void Configure(CrawlerOptions options)
    {
        options.Robots.Obey = plan.ObeysRobots;
        options.Robots.MaxCrawlDelay = TimeSpan.FromMilliseconds(100);
        options.Download.Timeout = plan.ObeysRobots ? Patience : options.Download.Timeout;
        options.Retry.Times = 0;
    }

    private Request? NextAfter(string fault) => _met.Add(fault) && _waiting.TryDequeue(out var next) ? RequestTo(next) : null;

    private static Request RequestTo(PlannedFault fault) => new(fault.Url)
    {
        Meta = new Dictionary<string, object?> { [FaultKey] = fault.Name },
        Timeout = fault.IsSlow ? Patience : null,
        MaxRetries = fault.Name == ResetReused ? 1 : null,
    };
}
