using Crawling.Scheduling;
using Crawling.Throttling;

namespace Crawling.Tests.Scheduling;

/// <summary>Every behaviour over a frontier that answers at once, and over one that answers late.</summary>
public sealed class SchedulerTests
{
    private static readonly string[] Hosts = ["http://a/", "http://b/", "http://c/"];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_highest_priority_goes_first_within_a_slot_and_across_slots(bool late)
    {
        using var loop = new SchedulerLoop(late);
        loop.Add(
            SchedulerLoop.Of("http://a/low", -5),
            SchedulerLoop.Of("http://a/middle"),
            SchedulerLoop.Of("http://b/high", 7),
            SchedulerLoop.Of("http://a/highest", int.MaxValue),
            SchedulerLoop.Of("http://b/lowest", int.MinValue),
            SchedulerLoop.Of("http://a/higher", 8));

        Assert.Equal(["http://a/highest", "http://a/higher", "http://b/high", "http://a/middle", "http://a/low", "http://b/lowest"], loop.Drive());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_higher_priority_that_comes_later_overtakes_what_is_leased_already(bool late)
    {
        using var loop = new SchedulerLoop(late);
        loop.Add([.. Enumerable.Range(0, 5).Select(i => $"http://a/{i}")]);
        Assert.Equal("http://a/0", loop.Take(places: 4)!.Request.Url.Href);
        loop.Add(SchedulerLoop.Of("http://a/urgent", 1));

        Assert.Equal(["http://a/urgent", "http://a/1", "http://a/2", "http://a/3"], loop.TakeAll().Select(request => request.Request.Url.Href));
    }

    [Theory]
    [InlineData(false, FrontierOrder.FirstInFirstOut, "http://a/1 http://a/2 http://a/3 http://a/4")]
    [InlineData(true, FrontierOrder.FirstInFirstOut, "http://a/1 http://a/2 http://a/3 http://a/4")]
    [InlineData(false, FrontierOrder.LastInFirstOut, "http://a/3 http://a/4 http://a/2 http://a/1")]
    [InlineData(true, FrontierOrder.LastInFirstOut, "http://a/3 http://a/4 http://a/2 http://a/1")]
    public void Equals_of_a_slot_go_in_the_order_of_the_frontier(bool late, FrontierOrder order, string expected)
    {
        using var loop = new SchedulerLoop(late, order: order);
        loop.Add("http://a/1", "http://a/2", "http://a/3");
        var first = loop.Take()!;
        loop.Finish(first, SchedulerLoop.Of("http://a/4"));

        Assert.Equal(expected.Split(' '), loop.Drive().Prepend(first.Request.Url.Href));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Slots_of_equal_priority_take_turns(bool late)
    {
        using var loop = new SchedulerLoop(late, new SlotLimits(1, TimeSpan.Zero, false));
        loop.Add([.. Hosts.SelectMany(host => Enumerable.Range(0, 3).Select(i => host + i))]);

        Assert.Equal(
            ["http://a/0", "http://b/0", "http://c/0", "http://a/1", "http://b/1", "http://c/1", "http://a/2", "http://b/2", "http://c/2"],
            loop.Drive());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_host_that_is_new_waits_its_turn_behind_those_that_have_waited(bool late)
    {
        using var loop = new SchedulerLoop(late);
        loop.Add("http://a/0", "http://a/1", "http://b/0", "http://b/1");
        loop.Finish(loop.Take()!);
        loop.Add("http://new/0");

        Assert.Equal(["http://b/0", "http://a/1", "http://new/0", "http://b/1"], loop.TakeAll().Select(request => request.Request.Url.Href));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Of_equals_the_host_with_the_fewest_requests_in_flight_goes_first(bool late)
    {
        using var loop = new SchedulerLoop(late);
        loop.Add("http://a/0", "http://a/1", "http://b/0", "http://b/1");
        Assert.Equal("http://a/0", loop.TakeUrl());
        loop.Finish(loop.Take()!);

        Assert.Equal(["http://b/1", "http://a/1"], loop.TakeAll().Select(request => request.Request.Url.Href));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_slot_has_no_more_in_flight_than_its_concurrency(bool late)
    {
        using var loop = new SchedulerLoop(late, new SlotLimits(2, TimeSpan.Zero, false));
        loop.Add("http://a/0", "http://a/1", "http://a/2", "http://b/0");

        var taken = loop.TakeAll();
        Assert.Equal(["http://a/0", "http://b/0", "http://a/1"], taken.Select(request => request.Request.Url.Href));
        loop.Release(taken[0]);
        Assert.Equal("http://a/2", loop.TakeUrl());
        Assert.Null(loop.Take());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_slot_named_by_requests_joins_their_hosts(bool late)
    {
        using var loop = new SchedulerLoop(late, new SlotLimits(1, TimeSpan.Zero, false));
        loop.Add(
            SchedulerLoop.Of(new Request("http://a/") { Slot = "both" }),
            SchedulerLoop.Of(new Request("http://b/") { Slot = "both" }),
            SchedulerLoop.Of("http://b/other"));

        Assert.Equal(["http://a/", "http://b/other"], loop.TakeAll().Select(request => request.Request.Url.Href));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_delay_lies_between_two_requests_of_a_slot_whatever_its_concurrency(bool late)
    {
        using var loop = new SchedulerLoop(late, new SlotLimits(5, TimeSpan.FromSeconds(2), false));
        loop.Add("http://a/0", "http://a/1", "http://a/2");

        Assert.Equal("http://a/0", loop.TakeUrl());
        Assert.Null(loop.Take());
        Assert.Equal(TimeSpan.FromSeconds(2), loop.Wait);
        loop.Advance(1.5);
        Assert.Null(loop.Take());
        Assert.Equal(TimeSpan.FromSeconds(0.5), loop.Wait);
        loop.Advance(0.5);
        Assert.Equal("http://a/1", loop.TakeUrl());
        loop.Advance(7);
        Assert.Equal("http://a/2", loop.TakeUrl());
        Assert.Equal(TimeSpan.FromSeconds(2), loop.Wait);
    }

    [Fact]
    public void A_randomized_delay_lies_between_half_and_one_and_a_half_of_it_and_varies()
    {
        using var loop = new SchedulerLoop(late: false, new SlotLimits(1, TimeSpan.FromSeconds(10), true));
        loop.Add([.. Enumerable.Range(0, 200).Select(i => $"http://h{i}/")]);

        var waits = loop.Call(scheduler =>
        {
            var waits = new List<double>();
            while (scheduler.TryTake(1, false, out var request))
            {
                scheduler.Release(request);
                scheduler.Complete([new(request.Token, [])], []);
                waits.Add(scheduler.Wake()!.Value.TotalSeconds);
            }

            return waits;
        });

        // Each is the soonest so far: so the last is the least of 200, and all are within the limits.
        Assert.All(waits, wait => Assert.InRange(wait, 5, 15));
        Assert.InRange(waits[^1], 5, 6);
        Assert.True(waits.Distinct().Count() > 1);
        loop.Advance(15);
        Assert.Equal(0, loop.Call(scheduler =>
        {
            scheduler.Wake();
            return scheduler.SlotCount;
        }));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_slot_in_delay_holds_up_no_other(bool late)
    {
        using var loop = new SchedulerLoop(late, new SlotLimits(1, TimeSpan.FromSeconds(60), false));
        loop.Add("http://slow/0", "http://slow/1", "http://slow/2");
        loop.Finish(loop.Take()!);
        loop.Add([.. Enumerable.Range(0, 9).Select(i => $"http://h{i}/")]);

        Assert.Equal(Enumerable.Range(0, 9).Select(i => $"http://h{i}/"), loop.TakeAll().Select(request => request.Request.Url.Href));
        Assert.Equal(TimeSpan.FromSeconds(60), loop.Wait);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_request_that_must_wait_blocks_no_other_of_its_slot(bool late)
    {
        using var loop = new SchedulerLoop(late);
        loop.Add("http://a/");
        var parent = loop.Take()!;
        var retry = parent.Entry.Next(parent.Request with { Priority = 9 }, TimeSpan.FromSeconds(30), loop.Now);
        loop.Finish(parent, retry, SchedulerLoop.Of("http://a/1"), SchedulerLoop.Of("http://a/2"));

        Assert.Equal("http://a/1", loop.TakeUrl());
        Assert.Equal("http://a/2", loop.TakeUrl());
        Assert.Null(loop.Take());
        Assert.Equal(1, loop.Queued);
        Assert.Equal(TimeSpan.FromSeconds(30), loop.Wait);
        loop.Advance(29);
        Assert.Null(loop.Take());
        loop.Advance(1);
        Assert.Same(retry, loop.Take()!.Entry);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_request_due_during_its_slots_delay_waits_for_the_end_of_it(bool late)
    {
        using var loop = new SchedulerLoop(late, new SlotLimits(1, TimeSpan.FromSeconds(10), false));
        loop.Add("http://a/");
        var parent = loop.Take()!;
        loop.Finish(parent, parent.Entry.Next(parent.Request, TimeSpan.FromSeconds(4), loop.Now));

        Assert.Equal(TimeSpan.FromSeconds(10), loop.Wait);
        loop.Advance(10);
        Assert.NotNull(loop.Take());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_soonest_of_all_that_wait_sets_the_wake(bool late)
    {
        using var loop = new SchedulerLoop(late);
        Assert.Null(loop.Wait);
        loop.Add("http://a/", "http://b/", "http://c/");
        Assert.Null(loop.Wait);
        var delays = new Queue<int>([30, 10, 20]);
        foreach (var parent in loop.TakeAll())
        {
            loop.Finish(parent, parent.Entry.Next(parent.Request, TimeSpan.FromSeconds(delays.Dequeue()), loop.Now));
        }

        Assert.Equal(TimeSpan.FromSeconds(10), loop.Wait);
        loop.Advance(10);
        Assert.Equal(TimeSpan.FromSeconds(10), loop.Wait);
        Assert.Equal("http://b/", loop.TakeUrl());
        loop.Advance(10);
        Assert.Equal(TimeSpan.FromSeconds(10), loop.Wait);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_endless_wait_is_one(bool late)
    {
        using var loop = new SchedulerLoop(late);
        loop.Add("http://a/");
        var parent = loop.Take()!;
        loop.Finish(parent, parent.Entry.Next(parent.Request, TimeSpan.MaxValue, loop.Now));

        loop.Advance(TimeSpan.FromDays(1000).TotalSeconds);
        Assert.Null(loop.Take());
        Assert.False(loop.IsDone);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_slot_is_forgotten_once_it_is_empty_and_its_delay_is_over(bool late)
    {
        using var loop = new SchedulerLoop(late, new SlotLimits(1, TimeSpan.FromSeconds(3), false));
        loop.Add("http://a/", "http://b/");
        var taken = loop.TakeAll();
        Assert.Equal(2, loop.Slots);
        loop.Finish(taken[0]);
        loop.Advance(2);
        Assert.Null(loop.Take());
        Assert.Equal(2, loop.Slots);
        loop.Advance(1);
        Assert.Null(loop.Take());
        Assert.Equal(1, loop.Slots);
        loop.Finish(taken[1]);
        Assert.Equal(0, loop.Slots);
        Assert.True(loop.IsDone);
    }

    [Fact]
    public void A_hundred_thousand_hosts_leave_nothing_behind()
    {
        using var loop = new SchedulerLoop(late: false, new SlotLimits(1, TimeSpan.FromSeconds(1), false));
        const int Count = 100_000;
        loop.Add([.. Enumerable.Range(0, Count).Select(i => $"http://host{i}/")]);
        Assert.Equal(Count, loop.Slots);

        var taken = loop.Call(scheduler =>
        {
            var taken = 0;
            while (scheduler.TryTake(5, false, out var request))
            {
                Assert.Equal($"http://host{taken++}/", request.Request.Url.Href);
                scheduler.Release(request);
                scheduler.Complete([new(request.Token, [])], []);
            }

            return taken;
        });

        Assert.Equal(Count, taken);
        Assert.Equal(Count, loop.Slots);
        loop.Advance(1);
        Assert.Null(loop.Wait);
        Assert.Equal(0, loop.Slots);
        Assert.True(loop.IsDone);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Requests_count_as_waiting_until_taken_and_as_pending_until_completed(bool late)
    {
        using var loop = new SchedulerLoop(late);
        Assert.True(loop.IsDone);
        loop.Add("http://a/0", "http://a/1", "http://a/0");
        Assert.Equal(2, loop.Queued);

        var first = loop.Take()!;
        Assert.Equal(1, loop.Queued);
        loop.Finish(first, SchedulerLoop.Of("http://a/2"), SchedulerLoop.Of("http://a/1"));
        Assert.Equal(2, loop.Queued);
        Assert.False(loop.IsDone);

        foreach (var request in loop.TakeAll())
        {
            Assert.False(loop.IsDone);
            loop.Finish(request);
        }

        Assert.Equal(0, loop.Queued);
        Assert.True(loop.IsDone);
        Assert.Equal(new FrontierCount(0, 0), loop.Held);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_sub_request_goes_before_everything_else_and_past_the_frontier(bool late)
    {
        using var loop = new SchedulerLoop(late, new SlotLimits(1, TimeSpan.FromSeconds(1), false));
        loop.Add(SchedulerLoop.Of("http://a/0", int.MaxValue), SchedulerLoop.Of("http://a/1", int.MaxValue), SchedulerLoop.Of("http://b/", int.MaxValue));
        var first = new SubRequest();
        var second = new SubRequest();
        loop.Call(scheduler => scheduler.Add(SchedulerLoop.Of("http://a/sub", -9), first));
        loop.Call(scheduler => scheduler.Add(SchedulerLoop.Of("http://a/sub", -9), second));

        var taken = loop.Take()!;
        Assert.Same(first, taken.SubRequest);
        Assert.Equal("http://b/", loop.TakeUrl());
        Assert.Null(loop.Take());
        loop.Release(taken);
        Assert.Null(loop.Take());
        loop.Advance(1);
        taken = loop.Take()!;
        Assert.Same(second, taken.SubRequest);
        loop.Release(taken);
        loop.Advance(1);
        Assert.Equal("http://a/0", loop.TakeUrl());
        Assert.Equal(3, loop.News.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void When_only_sub_requests_may_go_others_wait_even_while_a_sub_request_is_in_delay(bool late)
    {
        using var loop = new SchedulerLoop(late, new SlotLimits(1, TimeSpan.FromSeconds(1), false));
        loop.Add("http://a/", "http://b/");
        loop.Release(loop.Take()!);
        var subRequest = new SubRequest();
        loop.Call(scheduler => scheduler.Add(SchedulerLoop.Of("http://a/sub"), subRequest));

        Assert.Null(loop.Take(onlySubRequests: true));
        loop.Advance(1);
        Assert.Same(subRequest, loop.Take(onlySubRequests: true)!.SubRequest);
        Assert.Null(loop.Take(onlySubRequests: true));
        Assert.Equal("http://b/", loop.TakeUrl());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_sub_request_is_pending_until_it_is_completed(bool late)
    {
        using var loop = new SchedulerLoop(late);
        loop.Call(scheduler => scheduler.Add(SchedulerLoop.Of("http://a/"), new SubRequest()));
        Assert.False(loop.IsDone);
        Assert.Equal(0, loop.Queued);
        loop.Release(loop.Take()!);
        Assert.False(loop.IsDone);
        loop.Call(scheduler => scheduler.CompleteSubRequest());
        Assert.True(loop.IsDone);
        Assert.Equal(0, loop.Slots);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Draining_hands_out_sub_requests_only_and_returns_what_was_leased_ahead(bool late)
    {
        using var loop = new SchedulerLoop(late);
        loop.Add("http://a/0", "http://a/1", "http://a/2", "http://a/3");
        loop.Call(scheduler => scheduler.Add(SchedulerLoop.Of("http://b/sub"), new SubRequest()));
        Assert.NotNull(loop.Take(places: 1)!.SubRequest);
        var first = loop.Take(places: 3)!;
        loop.Call(scheduler => scheduler.Drain());

        Assert.Null(loop.Take());
        loop.Finish(first, SchedulerLoop.Of("http://c/child"));
        Assert.Null(loop.Take());
        loop.Call(scheduler => scheduler.Add(SchedulerLoop.Of("http://a/sub"), new SubRequest()));
        Assert.Equal("http://a/sub", loop.TakeUrl());
        Assert.Null(loop.Take());
        Assert.Equal(4, loop.Queued);
        Assert.Equal(new FrontierCount(4, 0), loop.Held);
    }

    [Fact]
    public void A_take_that_comes_back_after_the_draining_has_begun_is_returned()
    {
        using var loop = new SchedulerLoop(late: true);
        loop.Add("http://a/0");
        loop.Call(scheduler =>
        {
            Assert.False(scheduler.TryTake(1, false, out _));
            Assert.True(scheduler.IsBusy);
            scheduler.Drain();
        });
        loop.Settle();

        Assert.Null(loop.Take());
        Assert.Equal(new FrontierCount(1, 0), loop.Held);
    }

    [Fact]
    public void No_more_is_leased_than_could_be_started()
    {
        using var loop = new SchedulerLoop(late: true);
        loop.Add([.. Enumerable.Range(0, 1000).Select(i => $"http://h{i}/")]);

        Assert.NotNull(loop.Take(places: 4));
        loop.Settle();
        Assert.InRange(loop.Late!.MostLeased, 1, 4);
    }

    [Fact]
    public async Task A_completion_that_comes_too_late_adds_nothing_and_is_waited_for_no_longer()
    {
        using var loop = new SchedulerLoop(late: false);
        loop.Add("http://a/");
        var request = loop.Take()!;
        loop.Finish(request);
        loop.Add("http://a/other");
        loop.Finish(loop.Take()!);
        Assert.True(loop.IsDone);

        loop.Add("http://b/");
        var leased = loop.Take()!;
        Assert.True(await loop.Frontier.ReturnAsync(leased.Token, null));
        loop.Finish(leased, SchedulerLoop.Of("http://b/child"));

        Assert.Equal(3, loop.News.Count);
        Assert.True(loop.IsDone);
    }

    [Fact]
    public void Requests_that_come_in_while_their_slot_is_being_taken_from_are_not_lost()
    {
        using var loop = new SchedulerLoop(late: true);
        const int Rounds = 300;
        loop.Add("http://a/0");
        var taken = 0;
        for (var next = 1; next <= Rounds; next++)
        {
            var url = $"http://a/{next}";
            var request = loop.Call(scheduler =>
            {
                scheduler.TryTake(1, false, out var request);
                scheduler.Add([SchedulerLoop.Of(url)]);
                return request;
            }) ?? loop.Take();
            if (request is not null)
            {
                taken++;
                loop.Finish(request);
            }
        }

        Assert.Equal(Rounds + 1, taken + loop.Drive().Count);
        Assert.True(loop.IsDone);
        Assert.Equal(0, loop.Slots);
    }

    [Fact]
    public void A_failed_call_is_told()
    {
        using var loop = new LoopThread();
        var failures = new List<Exception>();
        var calls = new FrontierCalls(loop.Reactor, static () => { }, failures.Add);
        loop.Call(() => calls.Run(new ValueTask<int>(Task.FromException<int>(new IOException("disk full"))), _ => Assert.Fail("It has no result.")));
        while (loop.Call(() => calls.InFlight) > 0)
        {
            Thread.Yield();
        }

        Assert.Equal("disk full", Assert.Single(failures).Message);
    }
}
