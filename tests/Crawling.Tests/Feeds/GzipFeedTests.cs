using System.Diagnostics;
using Crawling.Feeds;
using Microsoft.Extensions.Logging.Abstractions;

namespace Crawling.Tests.Feeds;

public sealed class GzipFeedTests : IDisposable
{
    private readonly FeedFolder _folder = new();

    [Theory]
    [InlineData("a.jsonl.gz", "{\"n\":1}\n", "")]
    [InlineData("a.csv.GZ", "n\n1\n", "")]
    [InlineData("a.json.gz", "[\n{\"n\":1}\n]\n", "[]\n")]
    [InlineData("a.xml.gz", "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<items>\n<item><n>1</n></item>\n</items>\n",
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<items>\n</items>\n")]
    public async Task A_path_that_ends_in_gz_is_compressed_in_the_format_before_that(string name, string expected, string expectedEmpty)
    {
        await _folder.CrawlAsync(name, new { n = 1 });
        await _folder.CrawlAsync("empty-" + name);

        Assert.Equal(expected, Unzip(name));
        Assert.Equal(expectedEmpty, Unzip("empty-" + name));
    }

    [Fact]
    public async Task A_format_may_be_named()
    {
        await using var feeds = FeedFolder.Open(FeedOptions.Parse(_folder.Path("a.gz") + ":csv"));
        await FeedFolder.WriteAsync(feeds, new { n = 1 });
        await feeds.CloseAsync(FeedEnd.Keep);

        Assert.Equal("n\n1\n", Unzip("a.gz"));
    }

    [Fact]
    public async Task A_compressed_file_goes_on_under_its_own_header_and_on_a_line_of_its_own()
    {
        using (var file = File.Create(_folder.Path("a.csv.gz")))
        using (var gzip = new System.IO.Compression.GZipStream(file, System.IO.Compression.CompressionLevel.Fastest))
        {
            gzip.Write("b,a\n1,2"u8);
        }

        await _folder.CrawlAsync("a.csv.gz");
        await _folder.CrawlAsync("a.csv.gz", new { a = 3, b = 4 });
        await _folder.CrawlAsync("a.csv.gz", new { a = 5, b = 6 });

        Assert.Equal("b,a\n1,2\n4,3\n6,5\n", Unzip("a.csv.gz"));
    }

    [Fact]
    public async Task A_compressed_file_without_items_is_begun_by_the_next_crawl()
    {
        await _folder.CrawlAsync("a.csv.gz");
        await _folder.CrawlAsync("a.csv.gz", new { a = 1 });

        Assert.Equal("a\n1\n", Unzip("a.csv.gz"));
    }

    [Fact]
    public async Task What_is_no_gzip_file_is_not_appended_to()
    {
        await File.WriteAllTextAsync(_folder.Path("a.jsonl.gz"), "{\"n\":1}\n");

        var error = Assert.Throws<SettingsException>(() => FeedFolder.Open(_folder.Feed("a.jsonl.gz")));

        Assert.Equal(
            $"The feed '{_folder.Path("a.jsonl.gz")}' cannot be appended to, because it is no gzip file: replace it (-O).", error.Message);
        Assert.Equal("{\"n\":1}\n", await File.ReadAllTextAsync(_folder.Path("a.jsonl.gz")));
    }

    [Fact]
    public async Task Every_commit_of_a_job_ends_a_member()
    {
        await using var feeds = FeedSet.Open([_folder.Feed("a.json.gz", overwrite: true)], NullLogger.Instance, new FeedResume([]));
        List<string> states = [];
        for (var n = 1; n <= 3; n++)
        {
            await FeedFolder.WriteAsync(feeds, new { n });
            var position = Assert.Single(feeds.Positions);
            var bytes = new byte[position.Length];
            using (var file = new FileStream(position.Temporary!, FileMode.Open, FileAccess.Read, FileShare.ReadWrite))
            {
                file.ReadExactly(bytes);
            }

            await File.WriteAllBytesAsync(_folder.Path("cut.gz"), bytes);
            states.Add(Unzip("cut.gz"));
        }

        Assert.Equal(["[\n{\"n\":1}", "[\n{\"n\":1},\n{\"n\":2}", "[\n{\"n\":1},\n{\"n\":2},\n{\"n\":3}"], states);
    }

    [Fact]
    public async Task Without_a_job_many_commits_share_a_member()
    {
        await using var feeds = FeedFolder.Open(_folder.Feed("a.jsonl.gz"), _folder.Feed("a.jsonl"));
        for (var n = 0; n < 5000; n++)
        {
            await FeedFolder.WriteAsync(feeds, new { n, text = "the same text each time, which compresses well" });
        }

        await feeds.CloseAsync(FeedEnd.Keep);

        Assert.Equal(_folder.Read("a.jsonl"), Unzip("a.jsonl.gz"));
        Assert.InRange(new FileInfo(_folder.Path("a.jsonl.gz")).Length, 1, new FileInfo(_folder.Path("a.jsonl")).Length / 10);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>What a compressed file holds, which gzip itself also finds whole where there is one.</summary>
    private string Unzip(string name)
    {
        if (File.Exists("/usr/bin/gzip"))
        {
            using var gzip = Process.Start("/usr/bin/gzip", ["-t", _folder.Path(name)]);
            Assert.True(gzip.WaitForExit(TimeSpan.FromSeconds(30)));
            Assert.Equal(0, gzip.ExitCode);
        }

        return _folder.Read(name);
    }
}
