using Crawling.Jobs;
using Crawling.Scheduling;
using Crawling.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Crawling.Tests.Scheduling;

/// <summary>A frontier that has memory for hardly anything.</summary>
public sealed class OverflowTests : FrontierTests, IAsyncLifetime
{
    private readonly MemoryFrontier _frontier;

    public OverflowTests()
        : this(new FakeTime())
    {
    }

    private OverflowTests(FakeTime time)
        : this(time, new MemoryFrontier(new FrontierOptions { MemoryLimit = 1 }, time))
    {
    }

    private OverflowTests(FakeTime time, MemoryFrontier frontier)
        : base(time, frontier)
    {
        _frontier = frontier;
    }

    [Theory]
    [InlineData(FrontierOrder.FirstInFirstOut)]
    [InlineData(FrontierOrder.LastInFirstOut)]
    public async Task What_overflows_is_taken_in_the_order_it_would_have_in_memory(FrontierOrder order)
    {
        await using var small = new MemoryFrontier(new FrontierOptions { MemoryLimit = 20_000, Order = order }, TimeProvider.System);
        await using var large = new MemoryFrontier(new FrontierOptions { Order = order }, TimeProvider.System);
        var random = new Random(7);
        for (var step = 0; step < 600; step++)
        {
            FrontierRequest[] requests =
                [.. Enumerable.Range(0, random.Next(12)).Select(i => SchedulerLoop.Of($"http://{(char)('a' + random.Next(3))}/{step}-{i}", random.Next(3)))];
            await small.AddAsync(requests);
            await large.AddAsync(requests);
            var slot = ((char)('a' + random.Next(3))).ToString();
            await SameAsync(small, large, slot);
        }

        foreach (var slot in new[] { "a", "b", "c" })
        {
            while (await SameAsync(small, large, slot))
            {
            }
        }

        Assert.Equal(0, (await small.CountAsync()).Queued);
    }

    [Fact]
    public async Task A_request_that_overflows_keeps_what_it_carries_and_its_callbacks_even_lambdas()
    {
        var count = 0;
        var first = new Request("http://a/1") { Callback = Parse, Meta = new Dictionary<string, object?> { ["n"] = 1 }, Method = "POST", Body = "x"u8.ToArray() };
        var second = new Request("http://a/2") { Callback = response => Count(response, count), Priority = -1, MaxRetries = 3 };
        await _frontier.AddAsync([SchedulerLoop.Of("http://a/0"), SchedulerLoop.Of(first), SchedulerLoop.Of(second)]);

        var taken = new List<Request>();
        while ((await _frontier.TakeAsync("a", 1)).Leases is [var lease])
        {
            taken.Add(lease.Request.Request);
        }

        Assert.Equal(["http://a/0", "http://a/1", "http://a/2"], taken.Select(request => request.Url.Href));
        Assert.Equal((first.Callback, "POST", 1, "x"), (taken[1].Callback, taken[1].Method, taken[1].Meta["n"], System.Text.Encoding.UTF8.GetString(taken[1].Body.Span)));
        Assert.Same(second.Callback, taken[2].Callback);
        Assert.Equal((-1, 3), (taken[2].Priority, taken[2].MaxRetries));

        static IAsyncEnumerable<Output> Parse(Response response) => AsyncEnumerable.Empty<Output>();
        static IAsyncEnumerable<Output> Count(Response response, int value) => AsyncEnumerable.Repeat(Output.From(value), 1);
    }

    [Fact]
    public async Task An_overflow_that_has_reached_its_size_names_the_setting()
    {
        await using var full = new MemoryFrontier(new FrontierOptions { MemoryLimit = 1, DiskLimit = BlockFile.BlockSize }, TimeProvider.System);
        await full.AddAsync([SchedulerLoop.Of("http://a/0"), SchedulerLoop.Of("http://a/1")]);

        var error = await Assert.ThrowsAsync<JobException>(async () => await full.AddAsync([SchedulerLoop.Of($"http://a/{new string('x', 2000)}")]));

        Assert.Contains("frontier:diskLimit", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_crawl_whose_requests_overflow_fetches_each_of_them()
    {
        await using var site = await LoopbackSite.StartAsync(path => path);
        var spider = new SpiderOf
        {
            Urls = [site.Url("/")],
            Settings = options => options.Frontier.MemoryLimit = 1,
            Parse = response => response.Url.Path == "/"
                ? Enumerable.Range(0, 300).Select(i => (Output)new Request(site.Url($"/{i}"))).ToAsyncEnumerable()
                : AsyncEnumerable.Empty<Output>(),
        };

        Assert.Equal(CloseReason.Finished, (await CrawlOnce.RunAsync(spider)).Reason);
        Assert.Equal(301, site.Requests.Distinct().Count());
    }

    [Fact]
    public async Task The_end_of_a_crawl_frees_its_frontier()
    {
        await using var site = await LoopbackSite.StartAsync(path => path);
        var frontier = new LateFrontier(new MemoryFrontier(new FrontierOptions { MemoryLimit = 1 }, TimeProvider.System));
        await using var services = new ServiceCollection().AddSingleton<IFrontier>(frontier).BuildServiceProvider();

        var result = await CrawlOnce.RunAsync(new SpiderOf { Urls = [site.Url("/1"), site.Url("/2")] }, services: services);

        Assert.Equal(CloseReason.Finished, result.Reason);
        Assert.True(frontier.IsDisposed);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _frontier.DisposeAsync();

    /// <summary>Takes from both; false if there was nothing.</summary>
    private static async Task<bool> SameAsync(MemoryFrontier small, MemoryFrontier large, string slot)
    {
        var one = await small.TakeAsync(slot, 1);
        var other = await large.TakeAsync(slot, 1);
        Assert.Equal(other.Leases.Select(lease => lease.Request.Request.Url), one.Leases.Select(lease => lease.Request.Request.Url));
        Assert.Equal(other.Next, one.Next);
        return one.Leases.Count > 0;
    }
}
