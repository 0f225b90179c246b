using BenchmarkDotNet.Attributes;

namespace Crawling.Benchmarks;

/// <summary>The event loop, for a callback each.</summary>
public class ReactorBenchmarks
{
    private const int Count = 100_000;

    private int _left;

    /// <summary>Posted from another thread while the loop runs.</summary>
    [Benchmark(OperationsPerInvoke = Count)]
    public void PostAndRun() => Run(reactor => ThreadPool.QueueUserWorkItem(_ =>
    {
        for (var i = 0; i < Count; i++)
        {
            reactor.Post(() => CountDown(reactor));
        }
    }));

    [Benchmark(OperationsPerInvoke = Count)]
    public void TimersThatRing() => Run(reactor =>
    {
        for (var i = 0; i < Count; i++)
        {
            reactor.CallLater(TimeSpan.Zero, () => CountDown(reactor));
        }
    });

    [Benchmark(OperationsPerInvoke = Count)]
    public void TimersThatAreCancelled() => Run(reactor =>
    {
        for (var i = 0; i < Count; i++)
        {
            reactor.CallLater(TimeSpan.FromMinutes(1 + (i % 100)), static () => { }).Cancel();
            CountDown(reactor);
        }
    });

    private void Run(Action<Reactor> work)
    {
        var reactor = new Reactor();
        _left = Count;
        reactor.CallWhenRunning(() => work(reactor));
        reactor.Run();
    }

    private void CountDown(Reactor reactor)
    {
        if (--_left == 0)
        {
            reactor.Stop();
        }
    }
}
