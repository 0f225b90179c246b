using Crawling.Feeds;
using Microsoft.Extensions.Logging.Abstractions;

namespace Crawling.Tests.Feeds;

public sealed class FeedBatchTests : IDisposable
{
    private readonly FeedFolder _folder = new();

    public static TheoryData<string, bool> Feeds { get; } = Matrix();

    [Theory]
    [MemberData(nameof(Feeds))]
    public async Task Batches_hold_so_many_items_each_and_the_last_the_rest(string format, bool overwrite)
    {
        await using var feeds = FeedFolder.Open(Batches(format, overwrite));
        await FeedFolder.WriteAsync(feeds, Items(1, 5));
        await FeedFolder.WriteAsync(feeds, Items(6, 7));
        await feeds.CloseAsync(FeedEnd.Keep);

        await AssertHoldAsync(format, 3, 7);
    }

    [Fact]
    public async Task A_batch_is_in_its_place_as_soon_as_it_is_full_and_committed()
    {
        await using var feeds = FeedFolder.Open(Batches("json", overwrite: true));
        await FeedFolder.WriteAsync(feeds, Items(1, 4));

        Assert.Equal("[\n{\"n\":1},\n{\"n\":2},\n{\"n\":3}\n]\n", _folder.Read("a-1.json"));
        Assert.False(File.Exists(_folder.Path("a-2.json")));
    }

    [Fact]
    public async Task Appending_leaves_the_batches_of_earlier_crawls_as_they_are()
    {
        await CrawlAsync(overwrite: false);
        await CrawlAsync(overwrite: false);
        Assert.Equal(["a-1.jsonl", "a-2.jsonl", "a-3.jsonl", "a-4.jsonl"], _folder.Names());

        await CrawlAsync(overwrite: true);
        Assert.Equal(["a-1.jsonl", "a-2.jsonl", "a-3.jsonl", "a-4.jsonl"], _folder.Names());

        async Task CrawlAsync(bool overwrite)
        {
            await using var feeds = FeedFolder.Open(Batches("jsonl", overwrite));
            await FeedFolder.WriteAsync(feeds, Items(1, 4));
            await feeds.CloseAsync(FeedEnd.Keep);
        }
    }

    [Fact]
    public async Task A_response_that_fails_in_its_second_batch_leaves_neither()
    {
        await using var feeds = FeedFolder.Open(Batches("csv", overwrite: false));
        await FeedFolder.HoldAsync(feeds, Items(1, 2));
        await Assert.ThrowsAsync<FeedException>(() => FeedFolder.HoldAsync(feeds, [.. Items(10, 16), new { n = 1, other = 1 }, new DynamicItem { ["x"] = 1 }]));
        await FeedFolder.WriteAsync(feeds, Items(3, 4));
        await feeds.CloseAsync(FeedEnd.Keep);

        await AssertHoldAsync("csv", 3, 4);
    }

    [Theory]
    [MemberData(nameof(Feeds))]
    public async Task A_job_that_is_killed_at_any_commit_leaves_the_batches_of_an_undisturbed_crawl(string format, bool overwrite)
    {
        // Each number is a response of so many items; the job dies after each, with or without the commit of the response written down, and with
        // or without one more begun.
        int[] responses = [1, 2, 4, 1, 7, 3, 1];
        for (var kill = 0; kill < responses.Length; kill++)
        {
            foreach (var isKept in (bool[])[true, false])
            {
                using FeedFolder folder = new();
                var job = new Job(folder, Batches(format, overwrite, folder));
                await job.RunIntoKillAsync(responses, kill, isKept);
                await job.FinishAsync(responses);

                await AssertHoldAsync(format, 3, responses.Sum(), folder);
            }
        }
    }

    [Fact]
    public async Task A_job_that_is_suspended_shows_the_batch_it_stands_in_and_goes_on_with_it()
    {
        var job = new Job(_folder, Batches("json", overwrite: false));
        await job.RunAsync([4], FeedEnd.Suspend);
        await AssertHoldAsync("json", 3, 4);

        await job.RunAsync([4, 4], FeedEnd.Keep);
        await AssertHoldAsync("json", 3, 12);
    }

    [Fact]
    public async Task A_full_batch_that_has_been_taken_away_is_not_missed()
    {
        var job = new Job(_folder, Batches("jsonl", overwrite: false));
        await job.RunIntoKillAsync([4, 1], kill: 1, isKept: true);
        Assert.True(File.Exists(_folder.Path("a-1.jsonl")));
        File.Delete(_folder.Path("a-1.jsonl"));
        await job.FinishAsync([4, 1]);

        Assert.Equal("{\"n\":4}\n{\"n\":5}\n", _folder.Read("a-2.jsonl"));
        Assert.Equal(["a-2.jsonl"], _folder.Names());
    }

    [Theory]
    [InlineData("a.jsonl", 3, "is written in batches, so that its path needs {batch}, as in items-{batch}.jsonl.")]
    [InlineData("a-{batch}.jsonl", null, "has {batch} in its path: say how many items a batch has, as batchItems.")]
    [InlineData("a-{bach}.jsonl", null, "has the unknown placeholder {bach}; there are {name}, {time}, {batch}, {tag}.")]
    public void A_path_has_the_placeholders_it_needs(string path, int? items, string message)
    {
        var error = Assert.Throws<SettingsException>(() => Open(new() { Path = _folder.Path(path), BatchItems = items }));

        Assert.Equal($"The feed '{_folder.Path(path)}' {message}", error.Message);
    }

    [Fact]
    public async Task Placeholders_are_the_spider_the_time_and_its_arguments_and_none_chooses_the_folder()
    {
        await using var feeds = Open(new() { Path = _folder.Path("{name}-{tag}-{time}-{batch:000}.jsonl"), BatchItems = 9 });
        await FeedFolder.WriteAsync(feeds, Items(1, 1));
        await feeds.CloseAsync(FeedEnd.Keep);

        Assert.Equal(["quotes--..-love-2030-01-31T12-30-00-001.jsonl"], _folder.Names());
    }

    public void Dispose() => _folder.Dispose();

    private static FeedSet Open(FeedOptions feed) => FeedSet.Open(
        [feed],
        NullLogger.Instance,
        names: new("quotes", new DateTimeOffset(2030, 1, 31, 12, 30, 0, TimeSpan.Zero), new Dictionary<string, string> { ["tag"] = "../../love" }));

    private static object[] Items(int from, int to) => [.. Enumerable.Range(from, to - from + 1).Select(n => new { n })];

    private static TheoryData<string, bool> Matrix()
    {
        TheoryData<string, bool> feeds = [];
        foreach (var format in (string[])["jsonl", "csv", "json", "jsonl.gz"])
        {
            feeds.Add(format, false);
            feeds.Add(format, true);
        }

        return feeds;
    }

    private FeedOptions Batches(string format, bool overwrite, FeedFolder? folder = null) =>
        new() { Path = (folder ?? _folder).Path($"a-{{batch}}.{format}"), Overwrite = overwrite, BatchItems = 3 };

    /// <summary>Batches of so many items, numbered on, each a whole file, and nothing beside them.</summary>
    private async Task AssertHoldAsync(string format, int size, int items, FeedFolder? folder = null)
    {
        folder ??= _folder;
        using FeedFolder other = new();
        var batches = Items(1, items).Chunk(size).ToArray();
        Assert.Equal(Enumerable.Range(1, batches.Length).Select(batch => $"a-{batch}.{format}"), folder.Names());
        for (var i = 0; i < batches.Length; i++)
        {
            await using var feeds = FeedFolder.Open(other.Feed($"{i}.{format}"));
            await FeedFolder.WriteAsync(feeds, batches[i]);
            await feeds.CloseAsync(FeedEnd.Keep);
            Assert.Equal(other.Read($"{i}.{format}"), folder.Read($"a-{i + 1}.{format}"));
        }
    }

    /// <summary>A job that writes numbered items, so many a response, and remembers what it has written down.</summary>
    private sealed class Job(FeedFolder folder, FeedOptions feed)
    {
        private IReadOnlyList<FeedPosition> _positions = [];
        private int _acknowledged;
        private int _items;

        public async Task RunAsync(int[] responses, FeedEnd end)
        {
            await using var feeds = Open();
            await WriteAsync(feeds, responses);
            await feeds.CloseAsync(end);
        }

        public async Task FinishAsync(int[] responses) => await RunAsync([.. responses.Skip(_acknowledged)], FeedEnd.Keep);

        public async Task RunIntoKillAsync(int[] responses, int kill, bool isKept)
        {
            // Left as it is, as a kill leaves it: what is on the disk stays, nothing is closed.
            var feeds = Open();
            await WriteAsync(feeds, responses[..kill]);
            await FeedFolder.WriteAsync(feeds, Items(_items + 1, _items + responses[kill]));
            if (isKept)
            {
                Keep(feeds, responses[kill]);
            }

            await FeedFolder.WriteAsync(feeds, Items(1000, 1008));
            Assert.NotEmpty(folder.Names());
        }

        private FeedSet Open()
        {
            var feeds = FeedSet.Open([feed], NullLogger.Instance, new FeedResume(_positions));
            _positions = feeds.Positions;
            return feeds;
        }

        private async Task WriteAsync(FeedSet feeds, int[] responses)
        {
            foreach (var count in responses)
            {
                await FeedFolder.WriteAsync(feeds, Items(_items + 1, _items + count));
                Keep(feeds, count);
            }
        }

        private void Keep(FeedSet feeds, int count)
        {
            _positions = feeds.Positions;
            feeds.Kept(_positions);
            _items += count;
            _acknowledged++;
        }
    }
}
