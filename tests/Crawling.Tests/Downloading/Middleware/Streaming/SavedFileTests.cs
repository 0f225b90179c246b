namespace Crawling.Tests.Downloading.Middleware.Streaming;

public sealed class SavedFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    private string Target => Path.Combine(_folder.FullName, "new", "page.txt");

    private IEnumerable<string> Files => _folder.EnumerateFiles("*", SearchOption.AllDirectories).Select(file => file.Name);

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_body_becomes_a_file_and_replaces_the_one_before()
    {
        await using var site = await LoopbackSite.StartAsync(path => $"text of {path}");
        var fetched = await Fetched.FromAsync([new(site.Url("/1")) { SaveTo = Target }, new(site.Url("/2")) { SaveTo = Target }]);

        Assert.Equal(["page.txt"], Files);
        Assert.Equal("text of /2", await File.ReadAllTextAsync(Target));
        Assert.All(fetched.Responses, response => Assert.Equal((0, "streamed"), (response.Body.Length, response.Flags.Single())));
    }

    [Fact]
    public async Task A_body_that_breaks_off_leaves_nothing_and_the_file_before_as_it_was()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Target)!);
        await File.WriteAllTextAsync(Target, "old");
        await using var server = new RawServer("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello");

        Assert.Equal(FailureReason.Truncated, (await Fetched.FromAsync(new Request(server.Url("/")) { SaveTo = Target })).Failure.Reason);
        Assert.Equal(["page.txt"], Files);
        Assert.Equal("old", await File.ReadAllTextAsync(Target));
    }

    [Fact]
    public async Task What_a_crash_has_left_is_replaced()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Target)!);
        await File.WriteAllTextAsync($"{Target}.part", "half of what");
        await using var site = await LoopbackSite.StartAsync(_ => "text");
        _ = (await Fetched.FromAsync(new Request(site.Url("/")) { SaveTo = Target })).Response;

        Assert.Equal(["page.txt"], Files);
        Assert.Equal("text", await File.ReadAllTextAsync(Target));
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_a_failure_that_says_so()
    {
        await using var site = await LoopbackSite.StartAsync(_ => "text");
        var failure = (await Fetched.FromAsync(new Request(site.Url("/")) { SaveTo = _folder.FullName })).Failure;

        Assert.Equal(FailureReason.Other, failure.Reason);
        Assert.StartsWith($"The body cannot be saved to '{_folder.FullName}': ", failure.Exception!.Message, StringComparison.Ordinal);
        Assert.Empty(Files);
        Assert.False(File.Exists($"{_folder.FullName}.part"));
    }

    [Fact]
    public void A_body_goes_one_way_only()
    {
        BodyCallback onBody = static (_, _, _) => default;
        Assert.Throws<ArgumentException>(() => new Request("http://a/") { SaveTo = "a", OnBody = onBody });
        Assert.Throws<ArgumentException>(() => new Request("http://a/") { OnBody = onBody, SaveTo = "a" });
        Assert.Equal("a", (new Request("http://a/") { OnBody = onBody } with { OnBody = null, SaveTo = "a" }).SaveTo);
    }
}
