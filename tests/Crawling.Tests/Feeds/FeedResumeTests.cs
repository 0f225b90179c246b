using Crawling.Feeds;
using Microsoft.Extensions.Logging.Abstractions;

namespace Crawling.Tests.Feeds;

public sealed class FeedResumeTests : IDisposable
{
    private readonly FeedFolder _folder = new();

    public static TheoryData<string, bool> Feeds { get; } = AllFeeds();

    [Theory]
    [MemberData(nameof(Feeds))]
    public async Task A_job_that_was_killed_leaves_the_file_of_an_undisturbed_crawl(string format, bool overwrite)
    {
        var job = await JobAsync(format, overwrite);
        await job.RunIntoKillAsync(Item(1), Item(2));
        await job.RunIntoKillAsync();
        await job.RunIntoKillAsync(Item(3));
        await job.RunAsync(FeedEnd.Keep, Item(4));

        await AssertIsWholeAsync(format, 4);
        Assert.Equal(4, job.Position.Items);
    }

    [Theory]
    [MemberData(nameof(Feeds))]
    public async Task A_job_that_was_suspended_leaves_a_whole_file_and_goes_on_in_it(string format, bool overwrite)
    {
        var job = await JobAsync(format, overwrite);
        await job.RunAsync(FeedEnd.Suspend, Item(1));
        await AssertIsWholeAsync(format, 1);

        await job.RunAsync(FeedEnd.Suspend);
        await AssertIsWholeAsync(format, 1);

        await job.RunAsync(FeedEnd.Keep, Item(2), Item(3));
        await AssertIsWholeAsync(format, 3);
    }

    [Theory]
    [MemberData(nameof(Feeds))]
    public async Task A_job_that_had_committed_nothing_begins_the_file(string format, bool overwrite)
    {
        var job = await JobAsync(format, overwrite);
        await job.RunIntoKillAsync();
        await job.RunAsync(FeedEnd.Suspend);
        await AssertIsWholeAsync(format, 0);

        await job.RunAsync(FeedEnd.Keep, Item(1));
        await AssertIsWholeAsync(format, 1);
    }

    [Theory]
    [MemberData(nameof(Feeds))]
    public async Task A_kill_after_the_end_of_the_feeds_changes_nothing(string format, bool overwrite)
    {
        var job = await JobAsync(format, overwrite);
        await job.RunAsync(FeedEnd.Keep, Item(1), Item(2));
        await job.RunAsync(FeedEnd.Keep);

        await AssertIsWholeAsync(format, 2);
    }

    [Theory]
    [MemberData(nameof(Feeds))]
    public async Task A_job_that_fails_keeps_its_items_for_another_time(string format, bool overwrite)
    {
        var job = await JobAsync(format, overwrite);
        var old = overwrite ? _folder.Read("a." + format) : null;
        await job.RunAsync(FeedEnd.Discard, Item(1));
        if (overwrite)
        {
            Assert.Equal(old, _folder.Read("a." + format));
        }
        else
        {
            await AssertIsWholeAsync(format, 1);
        }

        await job.RunAsync(FeedEnd.Keep, Item(2));
        await AssertIsWholeAsync(format, 2);
    }

    [Theory]
    [MemberData(nameof(Feeds))]
    public async Task A_file_that_is_shorter_than_the_job_left_it_is_refused(string format, bool overwrite)
    {
        var job = await JobAsync(format, overwrite);
        await job.RunIntoKillAsync(Item(1), Item(2));
        var length = job.Position.Length;
        using (var file = File.OpenWrite(job.File))
        {
            file.SetLength(length - 1);
        }

        var error = Assert.Throws<SettingsException>(job.Open);

        Assert.Equal(
            $"The feed file {job.File} has {length - 1} bytes, but the job has written {length} bytes to it: "
            + "restore it, or begin anew with --restart.",
            error.Message);
        Assert.Equal(length - 1, new FileInfo(job.File).Length);
    }

    [Theory]
    [MemberData(nameof(Feeds))]
    public async Task A_file_that_is_missing_is_refused(string format, bool overwrite)
    {
        var job = await JobAsync(format, overwrite);
        await job.RunAsync(FeedEnd.Suspend, Item(1));
        File.Delete(job.Position.Path);

        var error = Assert.Throws<SettingsException>(job.Open);

        Assert.Equal(
            $"The feed file {job.Position.Path} is missing, but the job has written {job.Position.Length} bytes to it: "
            + "restore it, or begin anew with --restart.",
            error.Message);
        Assert.Empty(_folder.Names());
    }

    [Theory]
    [InlineData("jsonl")]
    [InlineData("json")]
    [InlineData("json.gz")]
    public async Task An_old_file_is_not_taken_for_the_jobs_own(string format)
    {
        var job = new FeedJob(_folder.Feed("a." + format, overwrite: true));
        await job.RunAsync(FeedEnd.Discard, Item(1));
        File.Delete(job.File);
        var old = await _folder.CrawlAsync("a." + format, Item(10), Item(11), Item(12));

        var error = Assert.Throws<SettingsException>(job.Open);

        Assert.StartsWith($"The feed file {_folder.Path("a." + format)} has been changed since, but ", error.Message, StringComparison.Ordinal);
        Assert.Equal(old, _folder.Read("a." + format));
    }

    [Fact]
    public async Task A_replaced_file_stays_while_the_job_goes_on()
    {
        var job = await JobAsync("json", overwrite: true);
        await job.RunAsync(FeedEnd.Suspend, Item(1));
        await job.RunIntoKillAsync(Item(2));
        await AssertIsWholeAsync("json", 1, beside: Path.GetFileName(job.File));

        await using (var feeds = job.Open())
        {
            await FeedFolder.WriteAsync(feeds, Item(3));
            await AssertIsWholeAsync("json", 1, beside: Path.GetFileName(job.File));
            await feeds.CloseAsync(FeedEnd.Keep);
        }

        await AssertIsWholeAsync("json", 3);
    }

    [Fact]
    public async Task A_kill_amid_the_copying_back_of_a_replaced_file_is_harmless()
    {
        var job = await JobAsync("json", overwrite: true);
        await job.RunAsync(FeedEnd.Suspend, Item(1), Item(2));
        await File.WriteAllTextAsync(job.File + ".copy", "[\n{");
        await job.RunAsync(FeedEnd.Keep, Item(3));

        await AssertIsWholeAsync("json", 3);
    }

    [Fact]
    public async Task A_kill_before_the_job_has_written_down_its_positions_is_harmless()
    {
        var feed = _folder.Feed("a.json", overwrite: true);
        await File.WriteAllTextAsync(_folder.Path(".a.json.left"), "");
        var job = new FeedJob(feed);
        await job.RunAsync(FeedEnd.Keep, Item(1));

        await AssertIsWholeAsync("json", 1, beside: ".a.json.left");
    }

    [Fact]
    public async Task An_appended_file_keeps_what_it_held_before_the_job()
    {
        await File.WriteAllTextAsync(_folder.Path("a.csv"), "n,text\n9,old");
        var job = new FeedJob(_folder.Feed("a.csv"));
        await job.RunIntoKillAsync();
        await job.RunIntoKillAsync(Item(1));
        await job.RunAsync(FeedEnd.Keep, Item(2));

        Assert.Equal("n,text\n9,old\n1,item 1\n2,item 2\n", _folder.Read("a.csv"));
        Assert.Equal(2, job.Position.Items);
    }

    [Fact]
    public async Task Items_that_no_longer_fit_do_not_cost_those_of_the_job()
    {
        var job = new FeedJob(_folder.Feed("a.csv", overwrite: true));
        await job.RunAsync(FeedEnd.Discard, Item(1));
        await Assert.ThrowsAsync<FeedException>(() => job.RunAsync(FeedEnd.Keep, new { other = 1 }));
        await job.RunAsync(FeedEnd.Keep, Item(2));

        await AssertIsWholeAsync("csv", 2);
    }

    [Fact]
    public async Task A_file_that_cannot_go_on_is_not_deleted()
    {
        var job = new FeedJob(_folder.Feed("a.csv", overwrite: true));
        await job.RunAsync(FeedEnd.Discard, Item(1));
        await File.WriteAllTextAsync(job.File, "n,n\n1,2\n" + new string('x', 100));

        Assert.Throws<SettingsException>(job.Open);

        Assert.True(File.Exists(job.File));
    }

    [Fact]
    public async Task A_committed_length_holds_whole_responses_and_no_closing()
    {
        var job = await JobAsync("json", overwrite: false);
        await using var feeds = job.Open();
        await FeedFolder.WriteAsync(feeds, new { n = 1 }, new { n = 2 });
        var committed = Assert.Single(feeds.Positions);
        await FeedFolder.HoldAsync(feeds, new { n = 3 });
        var held = Assert.Single(feeds.Positions);
        await feeds.CloseAsync(FeedEnd.Suspend);

        Assert.Equal(new(_folder.Path("a.json"), "[\n{\"n\":1},\n{\"n\":2}".Length, 2, null), committed with { Origin = null });
        Assert.Equal(committed, held);
    }

    [Fact]
    public async Task A_sync_works_before_and_after_the_end()
    {
        var job = await JobAsync("json", overwrite: true);
        await using var feeds = job.Open();
        await FeedFolder.WriteAsync(feeds, Item(1));
        feeds.Sync();
        await feeds.CloseAsync(FeedEnd.Keep);
        feeds.Sync();

        await AssertIsWholeAsync("json", 1);
    }

    [Fact]
    public async Task A_job_that_is_begun_anew_leaves_nothing_of_the_earlier_one_but_its_feeds()
    {
        var replaced = new FeedJob(_folder.Feed("a.json", overwrite: true));
        var appended = new FeedJob(_folder.Feed("b.jsonl"));
        await replaced.RunIntoKillAsync(Item(1));
        await appended.RunAsync(FeedEnd.Suspend, Item(1));
        await File.WriteAllTextAsync(replaced.File + ".copy", "[");
        FeedPosition gone = new(_folder.Path("gone/a.json"), 1, 1, _folder.Path("gone/.a.json.x"));

        FeedSet.Forget([replaced.Position, appended.Position, gone]);
        FeedSet.Forget([replaced.Position, appended.Position, gone]);

        Assert.Equal(["b.jsonl"], _folder.Names());
        await new FeedJob(_folder.Feed("b.jsonl")).RunAsync(FeedEnd.Keep, Item(2));
        Assert.Equal("{\"n\":1,\"text\":\"item 1\"}\n{\"n\":2,\"text\":\"item 2\"}\n", _folder.Read("b.jsonl"));
    }

    [Fact]
    public async Task A_feed_may_be_added_only_while_there_are_no_items()
    {
        var positions = await PositionsAsync(_folder.Feed("a.jsonl"));
        await Resume(positions, _folder.Feed("a.jsonl"), _folder.Feed("b.json")).CloseAsync(FeedEnd.Keep);
        File.Delete(_folder.Path("b.json"));
        positions = await PositionsAsync(_folder.Feed("a.jsonl"), Item(1));

        var error = Assert.Throws<SettingsException>(() => Resume(positions, _folder.Feed("a.jsonl"), _folder.Feed("b.json")));

        Assert.Equal(
            $"The feed {_folder.Path("b.json")} is new to this job, whose earlier items it would lack: "
            + "leave it out, or begin anew with --restart.",
            error.Message);
        Assert.Equal(["a.jsonl"], _folder.Names());
    }

    [Fact]
    public async Task A_feed_of_the_job_that_is_missing_is_named()
    {
        var positions = await PositionsAsync(_folder.Feed("a.jsonl"), Item(1));

        var error = Assert.Throws<SettingsException>(() => Resume(positions));

        Assert.Equal(
            $"The job writes to the feed {_folder.Path("a.jsonl")} too, which is not given now: give it again, or begin anew with --restart.",
            error.Message);
    }

    [Theory]
    [InlineData(false, "is appended to (-o), not replaced (-O)")]
    [InlineData(true, "is replaced (-O), not appended to (-o)")]
    public async Task A_feed_of_the_job_stays_appended_to_or_replaced(bool overwrite, string message)
    {
        var positions = await PositionsAsync(_folder.Feed("a.jsonl", overwrite), Item(1));

        var error = Assert.Throws<SettingsException>(() => Resume(positions, _folder.Feed("a.jsonl", !overwrite)));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-", "standard output")]
    [InlineData("/dev/null", "'/dev/null'")]
    public void What_cannot_be_cut_back_is_no_feed_of_a_job(string path, string name)
    {
        var error = Assert.Throws<SettingsException>(() => Resume([], new FeedOptions { Path = path, Format = "jsonl" }));

        Assert.Equal($"A job cannot write items to {name}, which cannot be cut back when it is resumed: give a file.", error.Message);
    }

    public void Dispose() => _folder.Dispose();

    private static TheoryData<string, bool> AllFeeds()
    {
        TheoryData<string, bool> feeds = [];
        foreach (var format in (string[])["jsonl", "csv", "json", "xml", "jsonl.gz", "csv.gz", "json.gz", "xml.gz"])
        {
            feeds.Add(format, false);
            feeds.Add(format, true);
        }

        return feeds;
    }

    private static object Item(int n) => new { n, text = $"item {n}" };

    private static FeedSet Resume(IReadOnlyList<FeedPosition> positions, params FeedOptions[] feeds) =>
        FeedSet.Open(feeds, NullLogger.Instance, new FeedResume(positions));

    private static async Task<FeedPosition[]> PositionsAsync(FeedOptions feed, params object[] items)
    {
        var job = new FeedJob(feed);
        await job.RunAsync(FeedEnd.Suspend, items);
        return [job.Position];
    }

    /// <summary>A job whose feed replaces an old file, if it replaces.</summary>
    private async Task<FeedJob> JobAsync(string format, bool overwrite)
    {
        if (overwrite)
        {
            await _folder.CrawlAsync("a." + format, Item(100));
        }

        return new(_folder.Feed("a." + format, overwrite));
    }

    /// <summary>The file is, byte for byte, that of a crawl without a job, and nothing lies beside it.</summary>
    private async Task AssertIsWholeAsync(string format, int items, string? beside = null)
    {
        string[] names = beside is null ? ["a." + format] : [beside, "a." + format];
        Assert.Equal(names, _folder.Names());
        using FeedFolder other = new();
        await using var feeds = FeedFolder.Open(other.Feed("b." + format));
        for (var n = 1; n <= items; n++)
        {
            await FeedFolder.WriteAsync(feeds, Item(n));
        }

        await feeds.CloseAsync(FeedEnd.Keep);
        Assert.Equal(other.Read("b." + format), _folder.Read("a." + format));
    }
}
