using System.Collections.Concurrent;
using Crawling.Testing;
using Crawling.Testing.Faults;

namespace Crawling.Tests.Faults;

/// <summary>Every fault in a crawl of its own, beside pages that have none.</summary>
public sealed class FaultSuiteTests(FaultSuiteTests.Site site, Xunit.Abstractions.ITestOutputHelper output) : IClassFixture<FaultSuiteTests.Site>
{
    private const int DeepestFollowed = 3;

    private static readonly TimeSpan LongestCrawl = TimeSpan.FromSeconds(60);

    // The page that is a fault of its spider's callback, whatever the transport does.
    private const string TooDeep = "body-deep";

    public static TheoryData<string> Names => [.. FaultSite.Faults.Except(RobotsFaults.All).Select(fault => fault.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_fault_fails_by_its_name_and_harms_no_other_page(string name)
    {
        var fault = FaultSite.Faults.Single(fault => fault.Name == name);
        var healthy = 0;
        var brought = 0;
        var failures = new ConcurrentQueue<RequestFailure>();
        var spider = new SpiderOf { Starting = Start, Parse = Follow, Error = Keep };

        var result = await CrawlOnce.RunAsync(spider, Options(fault)).WaitAsync(LongestCrawl);

        var statistics = result.Statistics;
        Assert.Null(result.Error);
        Assert.Equal(CloseReason.Finished, result.Reason);
        Assert.Equal(site.Faulty.HealthyPages, healthy);
        Assert.Equal(0, statistics["log_count/ERROR"]);
        if (fault.Reasons.Count == 0)
        {
            Assert.Empty(failures.Select(failure => $"{failure.Reason}: {failure.Exception}"));
            Assert.True(brought > 0);
            return;
        }

        Assert.Equal(0, brought);
        var failed = Assert.Single(failures);
        Assert.True(fault.Reasons.Contains(failed.Reason), $"{failed.Reason}: {failed.Exception}");
        Assert.Equal(1, statistics[$"failure/reason_count/{failed.Reason}"]);
        output.WriteLine($"OUTCOME {name} {failed.Reason} {failed.Exception?.Message}");

        async IAsyncEnumerable<Output> Start()
        {
            await Task.Yield();
            yield return RequestFor(fault);
            yield return new Request(site.Faulty.Healthy);
        }

        async IAsyncEnumerable<Output> Follow(Response response)
        {
            await Task.Yield();
            var isHealthy = response.Url.Host == site.Faulty.Healthy.Host;
            healthy += isHealthy ? 1 : 0;
            brought += isHealthy ? 0 : 1;
            if (isHealthy || (response.IsHtml && response.Depth < DeepestFollowed && fault.Name != TooDeep))
            {
                foreach (var link in response.Links().Where(link => link.Url.Host == response.Url.Host).Take(5))
                {
                    yield return new Request(link.Url);
                }
            }
        }

        async IAsyncEnumerable<Output> Keep(RequestFailure failure)
        {
            await Task.Yield();
            failures.Enqueue(failure);
            yield break;
        }
    }

    private Request RequestFor(Fault fault)
    {
        var request = new Request(site.Faulty.Url(fault));
        return fault.Reasons.Contains(FailureReason.Timeout) ? request with { Timeout = TimeSpan.FromMilliseconds(500) } : request;
    }

    private CrawlerOptions Options(Fault fault)
    {
        var options = new CrawlerOptions();
        options.Robots.Obey = false;
        options.Retry.Times = fault.Name == "reset-reused" ? 1 : 0;
        options.Retry.BaseDelay = TimeSpan.FromMilliseconds(1);
        options.Download.MaxBodySize = 8 << 20;
        site.Faulty.Configure(options);
        return options;
    }

    public sealed class Site : IAsyncLifetime
    {
        public FaultSite Faulty { get; private set; } = null!;

        public async Task InitializeAsync() => Faulty = await FaultSite.StartAsync(new() { DripInterval = TimeSpan.FromMilliseconds(10) });

        public Task DisposeAsync() => Faulty.DisposeAsync().AsTask();
    }
}
