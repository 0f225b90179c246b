using Crawling.Scheduling;
using Crawling.Testing;
using Crawling.Tests.Scheduling;

namespace Crawling.Tests.Jobs;

/// <summary>A job's frontier in a folder of its own. A kill is a database that is opened anew without having been closed.</summary>
public sealed class JobStoreTests : IDisposable
{
    private readonly FakeTime _time = new();
    private readonly JobFolder _folder;

    public JobStoreTests()
    {
        _folder = new JobFolder(_time);
    }

    [Fact]
    public async Task What_was_queued_leased_or_completed_when_the_process_died_is_queued_again_or_done()
    {
        await _folder.Frontier.AddAsync([Of("http://a/1"), Of("http://a/2"), Of("http://b/1")]);
        var lease = (await _folder.Frontier.TakeAsync("a", 1)).Leases.Single();
        await _folder.Frontier.CompleteAsync([new(lease.Token, [Of("http://a/child"), Of("http://a/2")])], []);
        await _folder.Frontier.TakeAsync("a", 1);

        _folder.Reopen();
        var claimed = await _folder.Frontier.ClaimAsync();
        var left = await _folder.Frontier.TakeAsync("a", 9);

        Assert.Equal(3, claimed.Count);
        Assert.Equal([("a", 2), ("b", 1)], claimed.Slots.Select(slot => (slot.Key, slot.Value.Count)).Order());
        Assert.Equal(["http://a/2", "http://a/child"], left.Leases.Select(lease => lease.Request.Request.Url.Href));
        Assert.Equal([false, false, true], (await _folder.Frontier.AddAsync([Of("http://a/1"), Of("http://a/child"), Of("http://a/new")])).AsEnumerable());
    }

    [Fact]
    public async Task A_request_keeps_its_time_across_a_death()
    {
        await _folder.Frontier.AddAsync([Of("http://a/now")]);
        var lease = (await _folder.Frontier.TakeAsync("a", 1)).Leases.Single();
        var later = lease.Request.Next(lease.Request.Request, TimeSpan.FromMinutes(5), _time.GetUtcNow());
        await _folder.Frontier.CompleteAsync([new(lease.Token, [later])], []);

        _folder.Reopen();
        Assert.Equal(_time.GetUtcNow().AddMinutes(5), (await _folder.Frontier.ClaimAsync()).Slots["a"].Head.NotBefore);
        Assert.Empty((await _folder.Frontier.TakeAsync("a", 1)).Leases);
        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.Single((await _folder.Frontier.TakeAsync("a", 1)).Leases);
    }

    [Fact]
    public async Task Start_outputs_are_passed_over_as_far_as_they_are_done_without_a_gap()
    {
        await _folder.Frontier.CompleteAsync([Completion.OfStart(0, Of("http://a/")), Completion.OfStart(2)], []);
        Assert.Equal(1, _folder.Reopen().StartOutputs);
        await _folder.Frontier.CompleteAsync([Completion.OfStart(2), Completion.OfStart(1)], []);
        Assert.Equal(3, _folder.Reopen().StartOutputs);
    }

    [Fact]
    public async Task State_is_kept_with_the_completions_it_came_with()
    {
        await _folder.Frontier.CompleteAsync([], [new("a", [1]), new("b", [2])]);
        await _folder.Frontier.CompleteAsync([], [new("b", [3]), new("a", null)]);
        var values = _folder.Reopen().Values;
        Assert.False(values.ContainsKey("a"));
        Assert.Equal([3], values["b"].AsEnumerable());
    }

    [Fact]
    public async Task The_request_that_kills_is_set_aside_and_its_companions_are_not()
    {
        await _folder.Frontier.AddAsync([Of("http://a/killer"), Of("http://a/companion"), Of("http://b/companion")]);
        for (var deaths = 0; deaths < 4; deaths++)
        {
            Assert.Empty(await LiveAsync());
            Assert.Empty(_folder.Reopen().DeadLetters);
        }

        Assert.Empty(await LiveAsync());
        Assert.Equal(["http://a/killer"], _folder.Reopen().DeadLetters);
        Assert.Equal(["http://a/companion", "http://b/companion"], (await LiveAsync()).Order());
    }

    [Fact]
    public async Task An_orderly_end_counts_against_nobody()
    {
        await _folder.Frontier.AddAsync([Of("http://a/1")]);
        for (var runs = 0; runs < 9; runs++)
        {
            Assert.Single((await _folder.Frontier.TakeAsync("a", 1)).Leases);
            await _folder.CloseAsync();
            Assert.Empty(_folder.Reopen().DeadLetters);
        }
    }

    [Fact]
    public async Task Many_requests_of_one_slot_are_taken_in_order_whatever_is_leased_before_them()
    {
        await _folder.Frontier.AddAsync([.. Enumerable.Range(0, 500).Select(i => Of($"http://a/{i}"))]);
        var taken = new List<string>();
        while (await _folder.Frontier.TakeAsync("a", 7) is { Leases.Count: > 0 } more)
        {
            taken.AddRange(more.Leases.Select(lease => lease.Request.Request.Url.Path));
        }

        Assert.Equal(Enumerable.Range(0, 500).Select(i => $"/{i}"), taken);
        Assert.Equal(new FrontierCount(0, 500), await _folder.Frontier.CountAsync());
    }

    public void Dispose() => _folder.Dispose();

    private static FrontierRequest Of(string url) => SchedulerLoop.Of(url);

    /// <summary>Takes and completes what it can, and dies as soon as the killer is among what it has taken.</summary>
    private async Task<List<string>> LiveAsync()
    {
        var completed = new List<string>();
        var slots = (await _folder.Frontier.ClaimAsync()).Slots.Keys;
        for (var round = 0; round < 4; round++)
        {
            List<Lease> taken = [];
            foreach (var slot in slots.Order())
            {
                taken.AddRange((await _folder.Frontier.TakeAsync(slot, 2)).Leases);
            }

            if (taken.Any(lease => lease.Request.Request.Url.Path == "/killer"))
            {
                return completed;
            }

            completed.AddRange(taken.Select(lease => lease.Request.Request.Url.Href));
            await _folder.Frontier.CompleteAsync([.. taken.Select(lease => new Completion(lease.Token, []))], []);
        }

        return completed;
    }
}
