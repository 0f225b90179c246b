using Crawling.Jobs;
using Crawling.Scheduling;
using Crawling.Testing;
using Crawling.Tests.Scheduling;

namespace Crawling.Tests.Jobs;

public sealed class DeadLetterTests : IDisposable
{
    private readonly FakeTime _time = new();
    private readonly JobFolder _folder;

    public DeadLetterTests()
    {
        _folder = new JobFolder(_time);
    }

    private DateTimeOffset Now => _time.GetUtcNow();

    [Fact]
    public async Task What_is_given_up_is_set_aside_once_with_its_history_and_is_queued_no_more()
    {
        await _folder.Frontier.AddAsync([SchedulerLoop.Of("http://me:secret@a/1?token=abc")]);
        var completion = await GiveUpAsync("a", "Timeout: http://me:secret@a/1 is silent");
        await _folder.Frontier.CompleteAsync([completion], []);
        _folder.Reopen();

        var letter = Assert.Single((await ReportAsync()).DeadLetters);
        Assert.Equal((Now, "http://***@a/1?token=***", "Timeout: http://***@a/1 is silent"), (letter.Time, letter.Url, letter.Reason));
        Assert.Equal([new FailedTry(Now, "Timeout")], letter.Tries);
        Assert.Equal(default, await _folder.Frontier.CountAsync());
        Assert.Equal([false], (await _folder.Frontier.AddAsync([SchedulerLoop.Of("http://me:secret@a/1?token=abc")])).AsEnumerable());
    }

    [Fact]
    public async Task The_reasons_are_counted_without_their_particulars()
    {
        await _folder.Frontier.AddAsync([.. Enumerable.Range(0, 4).Select(i => SchedulerLoop.Of($"http://host{i}/"))]);
        for (var i = 0; i < 4; i++)
        {
            await GiveUpAsync($"host{i}", i == 0 ? "502 Bad Gateway" : $"NameResolution: there is no host{i}");
        }

        Assert.Equal([new DeadLetterKind("NameResolution", 3), new DeadLetterKind("502 Bad Gateway", 1)], (await ReportAsync()).DeadLetterKinds);
    }

    [Fact]
    public async Task What_is_put_back_goes_before_what_has_a_lower_priority()
    {
        await _folder.Frontier.AddAsync([SchedulerLoop.Of("http://a/first", priority: 3), SchedulerLoop.Of("http://a/second", priority: 1)]);
        await GiveUpAsync("a", "502 Bad Gateway");
        _folder.Release();

        Assert.Equal(1, DeadLetterRetry.Run(_folder.Path));
        _folder.Reopen();

        var leases = (await _folder.Frontier.TakeAsync("a", 2)).Leases;
        Assert.Equal(["/first", "/second"], leases.Select(lease => lease.Request.Request.Url.Path));
        Assert.Equal((0, 1), (leases[0].Request.Hop.Retries, leases[0].Request.Hop.EarlierTries.Count));
    }

    public void Dispose() => _folder.Dispose();

    private async Task<Completion> GiveUpAsync(string slot, string reason)
    {
        var lease = (await _folder.Frontier.TakeAsync(slot, 1)).Leases.Single();
        var anew = lease.Request.Anew(new FailedTry(Now, reason.Split(':')[0]));
        var completion = new Completion(lease.Token, []) { GivenUp = new(anew, reason, Now) };
        await _folder.Frontier.CompleteAsync([completion], []);
        return completion;
    }

    private async Task<JobReport> ReportAsync()
    {
        await _folder.Frontier.CompleteAsync([], [new(JobState.SpiderKey, StateValue.Of("spider-of"))]);
        return JobReport.Read(_folder.Path);
    }
}
