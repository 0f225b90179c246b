using Crawling.Downloading;
using Crawling.Scheduling;
using Crawling.Testing;

namespace Crawling.Tests.Scheduling;

/// <summary>What holds for every frontier.</summary>
public abstract class FrontierTests
{
    private readonly FakeTime _time;
    private readonly IFrontier _frontier;

    private protected FrontierTests(FakeTime time, IFrontier frontier)
    {
        _time = time;
        _frontier = frontier;
    }

    [Fact]
    public async Task The_same_request_is_added_once_even_within_a_batch_and_after_it_was_taken()
    {
        Assert.Equal([true, false, true], await AddAsync(new("http://a/?x=1&y=2"), new("http://a/?y=2&x=1#part"), new("http://a/other")));
        await _frontier.TakeAsync("a", 9);
        Assert.Equal([false], await AddAsync(new Request("http://a/other")));
    }

    [Fact]
    public async Task Another_method_or_body_makes_another_request()
    {
        var post = new Request("http://a/") { Method = "POST", Body = "x=1"u8.ToArray() };
        Assert.Equal(
            [true, true, true, false],
            await AddAsync(new("http://a/"), post, post with { Body = "x=2"u8.ToArray() }, post with { Priority = 1, Headers = new HeaderList().Add("A", "b") }));
    }

    [Fact]
    public async Task A_request_that_is_not_filtered_neither_reads_nor_writes_the_seen_set()
    {
        var plain = new Request("http://a/");
        var free = plain with { DontFilter = true };
        Assert.Equal([true, true, true, false, true], await AddAsync(free, free, plain, plain, free));
    }

    [Fact]
    public async Task Start_requests_are_filtered_like_all_others()
    {
        var start = FrontierRequest.Of(new Request("http://a/"), Hop.First, isStart: true);
        IEnumerable<bool> added = await _frontier.AddAsync([start, start]);
        Assert.Equal([true, false], added);
    }

    [Fact]
    public async Task Retries_and_redirects_within_a_chain_are_not_duplicates_of_each_other()
    {
        await AddAsync(new Request("http://a/login"));
        var first = await TakeAsync("a");
        var target = await HopAsync(first, first.Request.Request with { Url = "http://b/set-cookie" });
        Assert.NotNull(target);
        var back = await HopAsync(target.Value, target.Value.Request.Request with { Url = "http://a/login" });
        Assert.NotNull(back);
        var retry = await HopAsync(back.Value, back.Value.Request.Request);
        Assert.NotNull(retry);
        Assert.Equal(2, retry.Value.Request.Hop.Chain.Count);
    }

    [Fact]
    public async Task A_target_that_another_request_has_claimed_is_dropped_unless_it_is_not_filtered()
    {
        await AddAsync(new("http://a/1"), new("http://a/2"), new("http://b/claimed"), new("http://b/claimed"));
        var first = await TakeAsync("a");
        Assert.Null(await HopAsync(first, first.Request.Request with { Url = "http://b/claimed" }));
        var second = await TakeAsync("a");
        Assert.NotNull(await HopAsync(second, second.Request.Request with { Url = "http://b/claimed", DontFilter = true }));
    }

    [Fact]
    public async Task A_retrys_freedom_from_the_filter_does_not_pass_to_later_redirects()
    {
        await AddAsync(new("http://a/1"), new("http://b/claimed"));
        var first = await TakeAsync("a");
        var retry = (await HopAsync(first, first.Request.Request))!.Value;
        Assert.True(retry.Request.Unfiltered);
        Assert.Null(await HopAsync(retry, retry.Request.Request with { Url = "http://b/claimed" }));
    }

    [Fact]
    public async Task A_hop_keeps_its_depth_and_claims_its_target()
    {
        var parent = FrontierRequest.Of(new Request("http://a/"), new Hop { Depth = 3 });
        await _frontier.AddAsync([parent]);
        var target = await HopAsync(await TakeAsync("a"), parent.Request with { Url = "http://a/target" });
        Assert.Equal(3, target!.Value.Request.Hop.Depth);
        Assert.Equal([false], await AddAsync(new Request("http://a/target")));
    }

    [Fact]
    public async Task A_lease_ends_once()
    {
        await AddAsync(new Request("http://a/"));
        var lease = await TakeAsync("a");
        Assert.Equal(new FrontierCount(0, 1), await _frontier.CountAsync());

        Completion end = new(lease.Token, [SchedulerLoop.Of("http://a/child")]);
        var added = await _frontier.CompleteAsync([end, end], []);

        Assert.Equal([true], added[0]!);
        Assert.Null(added[1]);
        Assert.False(await _frontier.ReturnAsync(lease.Token, null));
        Assert.Equal(new FrontierCount(1, 0), await _frontier.CountAsync());
    }

    [Fact]
    public async Task What_is_returned_is_taken_again_under_a_new_token_not_before_its_time()
    {
        await AddAsync(new Request("http://a/"));
        var lease = await TakeAsync("a");
        Assert.True(await _frontier.ReturnAsync(lease.Token, _time.GetUtcNow().AddSeconds(5)));

        var early = await _frontier.TakeAsync("a", 1);
        Assert.Empty(early.Leases);
        Assert.Equal(new SlotHead(0, _time.GetUtcNow().AddSeconds(5)), early.Next);
        _time.Advance(TimeSpan.FromSeconds(5));
        var again = await TakeAsync("a");

        Assert.Equal(lease.Request.Request.Url, again.Request.Request.Url);
        Assert.NotEqual(lease.Token, again.Token);
        Assert.Null((await _frontier.CompleteAsync([new(lease.Token, [])], []))[0]);
    }

    [Fact]
    public async Task The_highest_priority_is_taken_first_and_equals_in_their_order()
    {
        await AddAsync(
            new("http://a/1"), new("http://a/2") { Priority = -1 }, new("http://a/3") { Priority = 7 }, new("http://a/4"), new("http://b/1") { Priority = 9 });
        await TakeAsync("a");
        await AddAsync(new Request("http://a/5") { Priority = 3 });

        Assert.Equal("http://a/5", (await TakeAsync("a")).Request.Request.Url.Href);
        Assert.Equal(["http://a/1", "http://a/4", "http://a/2"], await TakeAllAsync("a"));
    }

    [Fact]
    public async Task What_is_leased_is_not_taken_again_before_it_is_returned()
    {
        await AddAsync(new("http://a/1"), new("http://a/2"), new("http://a/3"));
        var first = await TakeAsync("a");
        var second = await TakeAsync("a");
        Assert.Equal("http://a/2", second.Request.Request.Url.Href);

        await _frontier.ReturnAsync(first.Token, null);
        Assert.Equal(new FrontierCount(2, 1), await _frontier.CountAsync());
        Assert.Equal(["http://a/1", "http://a/3"], (await TakeAllAsync("a")).Order());
    }

    [Fact]
    public async Task An_output_of_the_start_needs_no_lease()
    {
        var added = await _frontier.CompleteAsync([Completion.OfStart(0, SchedulerLoop.Of("http://a/")), Completion.OfStart(1)], []);
        Assert.Equal([[true], []], added.Select(news => news!));
        Assert.Equal(new FrontierCount(1, 0), await _frontier.CountAsync());
    }

    private async Task<IEnumerable<bool>> AddAsync(params Request[] requests) => await _frontier.AddAsync([.. requests.Select(SchedulerLoop.Of)]);

    private async Task<Lease> TakeAsync(string slot) => Assert.Single((await _frontier.TakeAsync(slot, 1)).Leases);

    private async Task<List<string>> TakeAllAsync(string slot)
    {
        var taken = new List<string>();
        while ((await _frontier.TakeAsync(slot, 5)).Leases is { Count: > 0 } leases)
        {
            taken.AddRange(leases.Select(lease => lease.Request.Request.Url.Href));
        }

        return taken;
    }

    /// <summary>The next hop of a chain, taken; null if it was filtered.</summary>
    private async Task<Lease?> HopAsync(Lease parent, Request next)
    {
        var hop = parent.Request.Next(next with { Hop = parent.Request.Hop }, null, _time.GetUtcNow());
        var added = await _frontier.CompleteAsync([new(parent.Token, [hop])], []);
        return added[0]![0] ? await TakeAsync(hop.Slot) : null;
    }
}
