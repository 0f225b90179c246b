using Crawling.Downloading;
using Crawling.Scheduling;
using Crawling.Throttling;

namespace Crawling.Tests.Scheduling;

/// <summary>A scheduler on a loop and on fake time, over a frontier that answers at once or over one that answers late.</summary>
internal sealed class SchedulerLoop : IDisposable
{
    private readonly LoopThread _loop = new();
    private readonly Scheduler _scheduler;

    public SchedulerLoop(
        bool late, SlotLimits? limits = null, FrontierOrder order = FrontierOrder.FirstInFirstOut, Func<TimeProvider, ThrottleState>? state = null)
    {
        var memory = new MemoryFrontier(new FrontierOptions { Order = order }, _loop.Time);
        Late = late ? new LateFrontier(memory) : null;
        Frontier = Late ?? (IFrontier)memory;
        var calls = new FrontierCalls(_loop.Reactor, static () => { }, Failures.Add);
        Pace = new CrawlPace(5, limits ?? new SlotLimits(5, TimeSpan.Zero, false), new AutoThrottleOptions(), new HostPatterns([]));
        _scheduler = new Scheduler(
            Frontier, new Slots(Pace, _loop.Time, state?.Invoke(_loop.Time)), _loop.Time, calls, (request, isNew) => (isNew ? News : Filtered).Add(request));
    }

    /// <summary>The limits at the beginning.</summary>
    public CrawlPace Pace { get; }

    public IFrontier Frontier { get; }

    public LateFrontier? Late { get; }

    public List<FrontierRequest> News { get; } = [];

    public List<FrontierRequest> Filtered { get; } = [];

    public List<Exception> Failures { get; } = [];

    public DateTimeOffset Now => _loop.Time.GetUtcNow();

    public long Queued => Settled(scheduler => scheduler.Queued);

    public bool IsDone => Settled(scheduler => scheduler.IsDone);

    public int Slots => Settled(scheduler => scheduler.SlotCount);

    /// <summary>What the frontier holds.</summary>
    public FrontierCount Held => Frontier.CountAsync().AsTask().GetAwaiter().GetResult();

    public TimeSpan? Wait => Settled(scheduler => scheduler.Wake());

    public static FrontierRequest Of(Request request) => FrontierRequest.Of(request, Hop.First);

    public static FrontierRequest Of(string url, int priority = 0) => Of(new Request(url) { Priority = priority });

    /// <summary>Runs something on the loop.</summary>
    public T Call<T>(Func<Scheduler, T> work) => _loop.Call(() => work(_scheduler));

    public void Call(Action<Scheduler> work) => _loop.Call(() => work(_scheduler));

    public void Add(params FrontierRequest[] requests)
    {
        Call(scheduler => scheduler.Add(requests));
        Settle();
    }

    public void Add(params string[] urls) => Add([.. urls.Select(url => Of(url))]);

    /// <summary>The next request; null if none may go now.</summary>
    public LeasedRequest? Take(int places = 1, bool onlySubRequests = false)
    {
        while (true)
        {
            var (taken, busy) = Call(scheduler =>
                (scheduler.TryTake(places, onlySubRequests, out var request) ? request : null, scheduler.IsBusy));
            if (taken is not null || !busy)
            {
                return taken;
            }
        }
    }

    public string? TakeUrl() => Take()?.Request.Url.Href;

    /// <summary>Takes everything that may go now.</summary>
    public List<LeasedRequest> TakeAll()
    {
        var taken = new List<LeasedRequest>();
        while (Take() is { } request)
        {
            taken.Add(request);
        }

        return taken;
    }

    public void Release(LeasedRequest request) => Call(scheduler => scheduler.Release(request));

    /// <summary>Fetched and done with.</summary>
    public void Finish(LeasedRequest request, params FrontierRequest[] children)
    {
        Release(request);
        Call(scheduler => scheduler.Complete([new(request.Token, children)], []));
        Settle();
    }

    /// <summary>Takes and finishes one after the other, until none may go.</summary>
    public List<string> Drive()
    {
        var urls = new List<string>();
        while (Take() is { } request)
        {
            urls.Add(request.Request.Url.Href);
            Finish(request);
        }

        return urls;
    }

    public void Advance(double seconds) => _loop.Advance(seconds);

    public void Settle()
    {
        while (Call(scheduler => scheduler.IsBusy))
        {
            Thread.Yield();
        }
    }

    public void Dispose() => _loop.Dispose();

    private T Settled<T>(Func<Scheduler, T> read)
    {
        Settle();
        return Call(read);
    }
}
