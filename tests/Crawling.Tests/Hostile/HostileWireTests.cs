using Xunit.Abstractions;

namespace Crawling.Tests.Hostile;

/// <summary>Whole crawls over a server whose every answer is broken in some way: they end by themselves, and each answer is a response or a failure with
/// a name.</summary>
public sealed class HostileWireTests(ITestOutputHelper output)
{
    private const int Pages = 2000;
    private const int Sites = 200;

    public static TheoryData<int> Rounds => Fuzz.Rounds;

    [Theory]
    [MemberData(nameof(Rounds))]
    public async Task Every_broken_answer_is_a_response_or_a_failure_with_a_name(int round)
    {
        await using var server = new HostileServer(round);
        using var folder = new CacheFolder();

        var crawl = await HostileCrawl.RunAsync(
            [.. Enumerable.Range(0, Pages).Select(page => (Url)server.Url(page))],
            options =>
            {
                options.Robots.Obey = false;
                options.Cache.Policy = CachePolicy.Rfc9111;
                options.Cache.File = folder.File;
            });

        AssertSound(crawl, Pages);
        Assert.InRange(crawl.Answered.Count, Pages / 10, Pages);
    }

    [Theory]
    [MemberData(nameof(Rounds))]
    public async Task Every_broken_robots_file_is_obeyed_or_said_to_be_missing(int round)
    {
        await using var server = new HostileServer(round);

        var crawl = await HostileCrawl.RunAsync(
            [.. Enumerable.Range(0, Sites).Select(site => (Url)$"http://site{site}.example/{site}")],
            options =>
            {
                for (var site = 0; site < Sites; site++)
                {
                    options.ConnectTo[$"site{site}.example"] = $"127.0.0.1:{server.Port}";
                }
            });

        AssertSound(crawl, Sites);
        Assert.True(crawl.Result.Statistics["robotstxt/request_count"] >= Sites);
        Assert.Contains(crawl.Failures, failure => failure.Reason == FailureReason.RobotsDenied);
    }

    private void AssertSound(HostileCrawl crawl, int urls)
    {
        var reasons = crawl.Failures.CountBy(failure => failure.Reason).OrderByDescending(reason => reason.Value);
        output.WriteLine($"{crawl.Answered.Count} responses; {string.Join(", ", reasons.Select(reason => $"{reason.Value} {reason.Key}"))}");
        Assert.Null(crawl.Result.Error);
        Assert.Equal(CloseReason.Finished, crawl.Result.Reason);
        Assert.Empty(crawl.Failures
            .Where(failure => failure.Reason is FailureReason.Other or FailureReason.CallbackError or FailureReason.CallbackHung or FailureReason.Cancelled)
            .Select(failure => $"{failure.Request}: {failure.Exception}"));
        Assert.Equal(Enumerable.Range(0, urls), crawl.Outcomes);
        Assert.Empty(crawl.Errors);
    }

    private sealed class CacheFolder : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

        public string File => Path.Combine(_folder.FullName, "cache.db");

        public void Dispose() => _folder.Delete(recursive: true);
    }
}
