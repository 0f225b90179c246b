using System.Diagnostics;
using Crawling.Downloading;
using Crawling.Scheduling;
using Crawling.Throttling;

namespace Crawling.Benchmarks;

/// <summary>How long the scheduler takes to hand out a request, by the number of hosts that have one each.</summary>
internal static class SlotTakes
{
    private const int LeastTakes = 300_000;

    /// <returns>Microseconds a request: taken, released and completed; the median of the rounds.</returns>
    public static double Measure(int hosts)
    {
        var scheduler = NewScheduler();
        var requests = Enumerable.Range(0, hosts)
            .Select(host => FrontierRequest.Of(new Request($"http://host-{host}.example/") { DontFilter = true }, Hop.First))
            .ToArray();
        List<double> rounds = [];
        for (var taken = 0; taken < LeastTakes; taken += hosts)
        {
            scheduler.Add(requests);
            var started = Stopwatch.GetTimestamp();
            TakeAll(scheduler, hosts);
            rounds.Add(Stopwatch.GetElapsedTime(started).TotalMicroseconds / hosts);
        }

        return rounds.Order().ElementAt(rounds.Count / 2);
    }

    private static void TakeAll(Scheduler scheduler, int expected)
    {
        var taken = 0;
        while (scheduler.TryTake(5, false, out var request))
        {
            taken++;
            scheduler.Release(request);
            scheduler.Complete([new(request.Token, [])], []);
        }

        if (taken != expected || scheduler.SlotCount != 0 || !scheduler.IsDone)
        {
            throw new InvalidOperationException($"Of {expected} hosts {taken} were served, {scheduler.SlotCount} are left.");
        }
    }

    /// <summary>All of it fits into memory, so that no call needs a loop to come back to.</summary>
    private static Scheduler NewScheduler()
    {
        var time = TimeProvider.System;
        var frontier = new MemoryFrontier(new FrontierOptions { MemoryLimit = long.MaxValue }, time);
        var calls = new FrontierCalls(new Reactor(), static () => { }, static error => throw error);
        return new Scheduler(frontier, new Slots(CrawlPace.Of(new CrawlerOptions()), time), time, calls, static (_, _) => { });
    }
}
