using Crawling.Feeds;
using Microsoft.Extensions.Logging.Abstractions;

namespace Crawling.Tests.Feeds;

public sealed class FeedSetTests : IDisposable
{
    private readonly FeedFolder _folder = new();

    [Fact]
    public async Task Items_of_a_response_are_in_every_file_when_they_are_committed()
    {
        await using var feeds = FeedFolder.Open(_folder.Feed("new/deep/a.jsonl"), _folder.Feed("b.csv"), _folder.Feed("c.xml"));
        await FeedFolder.WriteAsync(feeds, new { n = 1 }, new { n = 2 });

        Assert.Equal("{\"n\":1}\n{\"n\":2}\n", _folder.Read("new/deep/a.jsonl"));
        Assert.Equal("n\n1\n2\n", _folder.Read("b.csv"));
        Assert.EndsWith("<item><n>2</n></item>\n", _folder.Read("c.xml"), StringComparison.Ordinal);
        Assert.Equal([2, 2, 2], feeds.Status.Select(feed => feed.Items));
    }

    [Fact]
    public async Task Items_of_a_response_stay_together_whoever_writes_at_the_same_time()
    {
        await using var feeds = FeedFolder.Open(_folder.Feed("a.jsonl"));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(
            () => FeedFolder.WriteAsync(feeds, [.. Enumerable.Range(0, 500).Select(n => new { writer, n, text = new string('x', 300) })]))));
        await feeds.CloseAsync(FeedEnd.Keep);

        var lines = File.ReadLines(_folder.Path("a.jsonl")).Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(4000, lines.Count);
        Assert.All(lines.Chunk(500), response =>
        {
            Assert.Single(response.Select(line => line.GetProperty("writer").GetInt32()).Distinct());
            Assert.Equal(Enumerable.Range(0, 500), response.Select(line => line.GetProperty("n").GetInt32()));
        });
    }

    [Fact]
    public async Task A_file_is_appended_to_on_a_line_of_its_own()
    {
        await File.WriteAllTextAsync(_folder.Path("a.jsonl"), "{\"old\":1}");

        Assert.Equal("{\"old\":1}\n{\"n\":1}\n", await _folder.CrawlAsync("a.jsonl", new { n = 1 }));
        Assert.Equal("{\"old\":1}\n{\"n\":1}\n{\"n\":2}\n", await _folder.CrawlAsync("a.jsonl", new { n = 2 }));
    }

    [Theory]
    [InlineData("a.jsonl", "{\"n\":1}\n")]
    [InlineData("a.json", "[\n{\"n\":1}\n]\n")]
    [InlineData("a.csv", "n\n1\n")]
    public async Task A_file_is_replaced_at_the_end_and_at_once(string name, string expected)
    {
        await File.WriteAllTextAsync(_folder.Path(name), "old");
        await using var feeds = FeedFolder.Open(_folder.Feed(name, overwrite: true));
        await FeedFolder.WriteAsync(feeds, new { n = 1 });
        Assert.Equal("old", _folder.Read(name));

        await feeds.CloseAsync(FeedEnd.Keep);

        Assert.Equal(expected, _folder.Read(name));
        Assert.Equal([name], _folder.Names());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_crawl_that_fails_leaves_the_old_file_and_nothing_else(bool closed)
    {
        await File.WriteAllTextAsync(_folder.Path("a.json"), "old");
        await using (var feeds = FeedFolder.Open(_folder.Feed("a.json", overwrite: true)))
        {
            await FeedFolder.WriteAsync(feeds, new { n = 1 });
            if (closed)
            {
                await feeds.CloseAsync(FeedEnd.Discard);
            }
        }

        Assert.Equal("old", _folder.Read("a.json"));
        Assert.Equal(["a.json"], _folder.Names());
    }

    [Fact]
    public async Task A_crawl_that_fails_keeps_what_it_appended()
    {
        await using (var feeds = FeedFolder.Open(_folder.Feed("a.json"), _folder.Feed("b.jsonl")))
        {
            await FeedFolder.WriteAsync(feeds, new { n = 1 });
        }

        Assert.Equal("[\n{\"n\":1}\n]\n", _folder.Read("a.json"));
        Assert.Equal("{\"n\":1}\n", _folder.Read("b.jsonl"));
    }

    [Fact]
    public async Task The_last_of_two_crawls_that_replace_one_file_wins()
    {
        await using var first = FeedFolder.Open(_folder.Feed("a.jsonl", overwrite: true));
        await using var second = FeedFolder.Open(_folder.Feed("a.jsonl", overwrite: true));
        await FeedFolder.WriteAsync(first, new { n = 1 });
        await FeedFolder.WriteAsync(second, new { n = 2 });
        await second.CloseAsync(FeedEnd.Keep);
        await first.CloseAsync(FeedEnd.Keep);

        Assert.Equal("{\"n\":1}\n", _folder.Read("a.jsonl"));
    }

    [Fact]
    public async Task A_file_that_is_replaced_keeps_its_mode_and_the_link_to_it()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await File.WriteAllTextAsync(_folder.Path("a.jsonl"), "old");
        File.SetUnixFileMode(_folder.Path("a.jsonl"), Mode);
        File.CreateSymbolicLink(_folder.Path("link.jsonl"), "a.jsonl");
        await using var feeds = FeedFolder.Open(_folder.Feed("link.jsonl", overwrite: true));
        await FeedFolder.WriteAsync(feeds, new { n = 1 });
        await feeds.CloseAsync(FeedEnd.Keep);

        Assert.Equal("{\"n\":1}\n", _folder.Read("a.jsonl"));
        Assert.Equal(Mode, File.GetUnixFileMode(_folder.Path("a.jsonl")));
        Assert.Equal("a.jsonl", new FileInfo(_folder.Path("link.jsonl")).LinkTarget);
    }

    [Fact]
    public async Task A_file_that_cannot_be_put_in_its_place_loses_no_items()
    {
        await using var feeds = FeedFolder.Open(_folder.Feed("a.jsonl", overwrite: true));
        await FeedFolder.WriteAsync(feeds, new { n = 1 });
        Directory.CreateDirectory(_folder.Path("a.jsonl/in-the-way"));

        var error = await Assert.ThrowsAsync<FeedException>(async () => await feeds.CloseAsync(FeedEnd.Keep));

        Assert.StartsWith($"The feed '{_folder.Path("a.jsonl")}' cannot be replaced: ", error.Message, StringComparison.Ordinal);
        var kept = _folder.Names()[0];
        Assert.EndsWith($"The items are in {_folder.Path(kept)}.", error.Message, StringComparison.Ordinal);
        Assert.Equal("{\"n\":1}\n", _folder.Read(kept));
    }

    [Fact]
    public void A_file_that_cannot_be_opened_is_a_settings_error_with_path_and_reason()
    {
        File.WriteAllText(_folder.Path("file"), "");

        var error = Assert.Throws<SettingsException>(() => FeedFolder.Open(_folder.Feed("b.json", overwrite: true), _folder.Feed("file/a.jsonl")));

        Assert.StartsWith($"The feed '{_folder.Path("file/a.jsonl")}' cannot be opened: ", error.Message, StringComparison.Ordinal);
        Assert.Equal(["file"], _folder.Names());
    }

    [Fact]
    public async Task Standard_output_takes_JSON_Lines_unless_told_otherwise()
    {
        using MemoryStream output = new();
        using MemoryStream table = new();
        await using (var feeds = FeedSet.Open([new FeedOptions { Path = "-" }], NullLogger.Instance, standardOutput: output))
        await using (var others = FeedSet.Open([FeedOptions.Parse("-:csv", overwrite: true)], NullLogger.Instance, standardOutput: table))
        {
            await FeedFolder.WriteAsync(feeds, new { n = 1 });
            await FeedFolder.WriteAsync(others, new { n = 1 });
        }

        Assert.Equal("{\"n\":1}\n"u8, output.ToArray());
        Assert.Equal("n\n1\n"u8, table.ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    public async Task A_write_error_names_the_path_and_the_reason_and_leaves_no_half_of_what_came_since_the_last_commit(int items)
    {
        // The device takes an open and refuses every byte.
        await using var full = FeedFolder.Open(_folder.Feed("a.json"), new FeedOptions { Path = "/dev/full", Format = "jsonl" });

        var error = await Assert.ThrowsAsync<FeedException>(
            () => FeedFolder.WriteAsync(full, [.. Enumerable.Range(0, items).Select(n => new { n, text = new string('x', 100) })]));

        Assert.StartsWith("The feed '/dev/full' cannot be written: ", error.Message, StringComparison.Ordinal);
        Assert.Equal("", _folder.Read("a.json"));
        Assert.Equal([0, 0], full.Status.Select(feed => feed.Bytes));
    }

    [Theory]
    [InlineData("a.csv", 1)]
    [InlineData("a.csv", 20_000)]
    [InlineData("a.csv.gz", 1)]
    [InlineData("a.csv.gz", 20_000)]
    public async Task A_response_that_fails_takes_nothing_with_it(string name, int items)
    {
        var fitting = Enumerable.Range(2, items).Select(n => (object)new { n });
        await using var feeds = FeedFolder.Open(_folder.Feed(name));
        await FeedFolder.HoldAsync(feeds, new { n = 1 });
        await Assert.ThrowsAsync<FeedException>(() => FeedFolder.HoldAsync(feeds, [.. fitting, new { other = 1 }]));
        await FeedFolder.HoldAsync(feeds, [.. fitting]);
        await FeedFolder.WriteAsync(feeds, new { n = 0 });
        await feeds.CloseAsync(FeedEnd.Keep);

        Assert.Equal("n\n" + string.Concat(Enumerable.Range(1, items + 1).Select(n => $"{n}\n")) + "0\n", _folder.Read(name));
        Assert.Equal(items + 2, Assert.Single(feeds.Status).Items);
    }

    public void Dispose() => _folder.Dispose();
}
