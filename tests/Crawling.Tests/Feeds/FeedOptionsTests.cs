namespace Crawling.Tests.Feeds;

public sealed class FeedOptionsTests : IDisposable
{
    private readonly FeedFolder _folder = new();

    [Theory]
    [InlineData("out.jsonl", "out.jsonl", null)]
    [InlineData("out.txt:csv", "out.txt", "csv")]
    [InlineData("out:json", "out", "json")]
    [InlineData("-", "-", null)]
    [InlineData("-:xml", "-", "xml")]
    [InlineData(@"C:\data\out.csv", @"C:\data\out.csv", null)]
    [InlineData(@"C:\data\out:csv", @"C:\data\out", "csv")]
    [InlineData("C:/data/out.csv:xml", "C:/data/out.csv", "xml")]
    [InlineData("at-12:30.csv", "at-12:30.csv", null)]
    [InlineData("a:b/out.csv", "a:b/out.csv", null)]
    public void A_path_may_name_its_format(string text, string path, string? format)
    {
        var feed = FeedOptions.Parse(text, overwrite: true);

        Assert.Equal((path, format, true), (feed.Path, feed.Format, feed.Overwrite));
    }

    [Theory]
    [InlineData("")]
    [InlineData(":csv")]
    [InlineData("out.csv:")]
    public void A_path_or_a_format_that_is_missing_is_refused(string text)
    {
        Assert.Throws<SettingsException>(() => FeedOptions.Parse(text));
    }

    [Theory]
    [InlineData("a.jsonl", null, "jsonl")]
    [InlineData("a.jl", null, "jsonl")]
    [InlineData("a.JSON", null, "json")]
    [InlineData("a.json", "jsonlines", "jsonl")]
    [InlineData("a", "CSV", "csv")]
    [InlineData("b.xml", null, "xml")]
    public async Task The_format_is_named_or_known_by_the_extension(string path, string? format, string expected)
    {
        await using var feeds = FeedFolder.Open(new FeedOptions { Path = _folder.Path(path), Format = format });

        Assert.Equal(expected, Assert.Single(feeds.Status).Format);
    }

    [Theory]
    [InlineData("a.txt", null, "is no format: the formats are jsonl, json, csv and xml; one can be named, as in")]
    [InlineData("a", null, "is no format")]
    [InlineData("a.json", "jsn", "has the unknown format 'jsn': did you mean json? the formats are jsonl, json, csv and xml.")]
    [InlineData("a.jsonln", null, "is no format: did you mean jsonl? ")]
    [InlineData("s3://bucket/a.json", null, "cannot be written to 's3://bucket/a.json': give the path of a file")]
    [InlineData("", null, "give the path of a file")]
    public void What_cannot_be_used_is_refused_before_any_file_is_touched(string path, string? format, string message)
    {
        var bad = new FeedOptions { Path = path.Contains('/', StringComparison.Ordinal) || path.Length == 0 ? path : _folder.Path(path), Format = format };

        var error = Assert.Throws<SettingsException>(() => FeedFolder.Open(_folder.Feed("good.jsonl"), bad));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Empty(_folder.Names());
    }

    [Fact]
    public void Two_feeds_with_one_file_are_refused()
    {
        File.CreateSymbolicLink(_folder.Path("link.jsonl"), _folder.Path("a.jsonl"));
        var twice = Assert.Throws<SettingsException>(() => FeedFolder.Open(_folder.Feed("a.jsonl"), _folder.Feed("x/../a.jsonl")));
        Assert.Throws<SettingsException>(() => FeedFolder.Open(_folder.Feed("a.jsonl"), _folder.Feed("link.jsonl")));
        var output = Assert.Throws<SettingsException>(() => FeedFolder.Open(new() { Path = "-" }, new() { Path = "-", Format = "csv" }));

        Assert.Equal($"Two feeds write to {_folder.Path("a.jsonl")}: give each its own file.", twice.Message);
        Assert.Equal("Two feeds write to standard output: give each its own file.", output.Message);
    }

    [Theory]
    [InlineData("a.json", "json")]
    [InlineData("a.xml", "xml")]
    public async Task A_finished_document_is_not_appended_to(string name, string format)
    {
        var before = await _folder.CrawlAsync(name, new { n = 1 });

        var error = Assert.Throws<SettingsException>(() => FeedFolder.Open(_folder.Feed(name)));

        Assert.Equal(
            $"The feed '{_folder.Path(name)}' cannot be appended to, because a finished {format} file has an end: replace it (-O), or use .jsonl or .csv.",
            error.Message);
        Assert.Equal(before, _folder.Read(name));
    }

    [Fact]
    public void A_folder_is_no_feed()
    {
        Directory.CreateDirectory(_folder.Path("a.jsonl"));

        Assert.Contains("is a folder", Assert.Throws<SettingsException>(() => FeedFolder.Open(_folder.Feed("a.jsonl"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_device_is_not_replaced()
    {
        Assert.Throws<SettingsException>(() => FeedFolder.Open(new FeedOptions { Path = "/dev/null", Format = "jsonl", Overwrite = true }));
    }

    public void Dispose() => _folder.Dispose();
}
