using System.Threading.Channels;

namespace Crawling.Scraping;

/// <summary>Runs callbacks in order, so many at a time, off the loop. A lane whose callback hangs is replaced.</summary>
internal sealed class CallbackLanes
{
    private readonly Channel<ScrapeWork> _waiting = Channel.CreateUnbounded<ScrapeWork>();
    private readonly CallbackRunner _runner;
    private readonly Func<Action<ScrapeWork>, CallbackLane> _newLane;
    private readonly Func<Task> _ready;
    private readonly Action<ScrapeWork> _onDone;

    /// <summary>Opens the lanes.</summary>
    /// <param name="count">Callbacks that may run at the same time.</param>
    /// <param name="runner">Runs them.</param>
    /// <param name="newLane">Makes a lane; what it is given is called with the work that hangs in it.</param>
    /// <param name="ready">Waited for before each callback.</param>
    /// <param name="onDone">Takes what has been through its callback.</param>
    public CallbackLanes(
        int count, CallbackRunner runner, Func<Action<ScrapeWork>, CallbackLane> newLane, Func<Task> ready, Action<ScrapeWork> onDone)
    {
        _runner = runner;
        _newLane = newLane;
        _ready = ready;
        _onDone = onDone;
        for (var i = 0; i < count; i++)
        {
            Open(null);
        }
    }

    public void Add(ScrapeWork work) => _waiting.Writer.TryWrite(work);

    public void Complete() => _waiting.Writer.TryComplete();

    private void Open(ScrapeWork? hung) => _ = Task.Run(() => RunAsync(hung));

    /// <summary>Runs a lane to the end of the crawl, or until a callback of its hangs.</summary>
    /// <param name="hung">What hung in the lane that this one replaces.</param>
    private async Task RunAsync(ScrapeWork? hung)
    {
        using var lane = _newLane(Open);
        if (hung is not null && !await WorkAsync(lane, hung, _runner.AbandonAsync))
        {
            return;
        }

        await foreach (var work in _waiting.Reader.ReadAllAsync())
        {
            if (!await WorkAsync(lane, work, _runner.RunAsync))
            {
                return;
            }
        }
    }

    /// <summary>False if it has been abandoned in the meantime: then another lane has taken it over.</summary>
    private async Task<bool> WorkAsync(CallbackLane lane, ScrapeWork work, Func<ScrapeWork, CallbackLane, Task> run)
    {
        await _ready();
        lane.Begin(work);
        await run(work, lane);
        if (!lane.End())
        {
            return false;
        }

        _onDone(work);
        return true;
    }
}
