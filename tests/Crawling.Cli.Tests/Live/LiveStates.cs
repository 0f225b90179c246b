using Crawling.Testing;

namespace Crawling.Cli.Tests.Live;

/// <summary>A moment of a crawl that has something to show everywhere.</summary>
internal static class LiveStates
{
    public static LiveState Busy { get; } = new()
    {
        Spider = "shop",
        Crawl = new(
            new FakeTime().GetUtcNow(),
            CrawlState.Running,
            Queued: 1234,
            Active: 3,
            Scraping: 1,
            HostCount: 5,
            [
                new("fast.example", HostState.Fetching, 1000, 3, null),
                new("slow.example", HostState.Delayed, 200, 0, TimeSpan.FromSeconds(2.5)),
                new("angry.example", HostState.BackedOff, 30, 0, TimeSpan.FromSeconds(58)),
                new("new.example", HostState.AwaitingRobots, 4, 0, null),
                new("done.example", HostState.Idle, 0, 0, null),
            ]),
        Progress = new(Pages: 600, Items: 400, Queued: 1234, Received: 0, Sent: 0),
        Elapsed = TimeSpan.FromSeconds(3723),
        Pages = new(12.5, 10),
        Items = new(7, 6.5),
        Failed = 2,
        Limit = 5,
        Memory = 120 << 20,
        Statuses = [(200, 590), (404, 8), (503, 2)],
        Received = [0, 1 << 20, 2 << 20],
        Sent = [10, 2048, 1024],
        Hosts = new Dictionary<string, HostFigures> { ["fast.example"] = new(590, 1, TimeSpan.FromMilliseconds(35)) },
        Slowest = [("slow.example", new(10, 0, TimeSpan.FromSeconds(1.2)))],
        Failing = [("angry.example", new(0, 7, default))],
        LastItems = ["""{"title":"A lamp"}"""],
        LastErrors = ["12:00:00 Timeout http://angry.example/"],
        Log = [LogLine.Of("12:00:00 WRN angry.example rests"), LogLine.Of("12:00:01 INF 200 http://fast.example/")],
    };
}
