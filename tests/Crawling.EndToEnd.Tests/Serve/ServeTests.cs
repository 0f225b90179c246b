using System.Collections.Concurrent;
using Crawling.Cli.Tests;
using Crawling.Jobs;
using Crawling.Tests;
using Microsoft.AspNetCore.Http;

namespace Crawling.EndToEnd.Tests.Serve;

public sealed class ServeTests : IAsyncLifetime
{
    private const int Jobs = 20;
    private const int AtOnce = 4;
    private const int Pages = 6;

    private const string Settings = """{ "crawler": { "download": { "blockPrivateAddresses": false }, "close": { "deadline": "00:00:01" } }, "serve": { "maxRunning": 4, "maxAttempts": 2 } }""";

    private const string Spiders = """
        using Crawling;

        public sealed class Numbers : Spider
        {
            public string Site { get; set; } = "";

            public int Job { get; set; }

            public override async IAsyncEnumerable<Output> StartAsync()
            {
                await Task.CompletedTask;
                yield return new Request($"{Site}/{Job}/1");
            }

            public override async IAsyncEnumerable<Output> ParseAsync(Response response)
            {
                await Task.CompletedTask;
                Console.WriteLine("{ what a spider prints is no report");
                var page = int.Parse(response.Url.Path.Split('/')[^1]);
                yield return new Number(response.Url.Path);
                if (page < 6)
                {
                    yield return response.Follow($"{page + 1}");
                }
            }

            private sealed record Number(string Path) : Item;
        }

        public sealed class Crash : Spider
        {
            public override IEnumerable<string> StartUrls => ["http://127.0.0.1:1/"];

            public override async IAsyncEnumerable<Output> StartAsync()
            {
                await Task.CompletedTask;
                Environment.FailFast("of its own accord");
                yield break;
            }

            public override async IAsyncEnumerable<Output> ParseAsync(Response response)
            {
                await Task.CompletedTask;
                yield break;
            }
        }
        """;

    private readonly ProjectFolder _project = new(Settings);
    private readonly TaskCompletionSource _open = new();
    private readonly ConcurrentDictionary<string, bool> _held = new(StringComparer.Ordinal);
    private ServedProjectProcess _service = null!;
    private LoopbackSite _site = null!;

    public async Task InitializeAsync()
    {
        _project.Write("spiders/spiders.cs", Spiders);
        _site = await LoopbackSite.StartAsync(AnswerAsync);
        _service = new(_project);
        await _service.StartAsync();
    }

    public async Task DisposeAsync()
    {
        _open.TrySetResult();
        await _service.DisposeAsync();
        await _site.DisposeAsync();
        _project.Dispose();
    }

    [Fact]
    public async Task Twenty_crawls_of_a_service_that_is_killed_finish_with_the_next_one_each_feed_complete_and_exactly_once()
    {
        var jobs = await Task.WhenAll(Enumerable.Range(1, Jobs).Select(CrawlAsync));
        await ServedProjectProcess.UntilAsync(() => Task.FromResult(_held.Count == AtOnce), () => $"{_held.Count} crawls run");

        await _service.KillAsync();
        await ServedProjectProcess.UntilAsync(
            () => Task.FromResult(jobs.All(job => !JobDirectory.IsHeld(_service.FolderOf(job)))), () => "A child has outlived its service.");
        Assert.Equal(AtOnce, jobs.Count(job => Directory.Exists(_service.FolderOf(job))));
        _open.SetResult();
        await _service.StartAsync();

        for (var i = 0; i < Jobs; i++)
        {
            await _service.UntilAsync(jobs[i], "finished");
            Assert.Equal(Enumerable.Range(1, Pages).Select(page => $$"""{"path":"/{{i + 1}}/{{page}}"}"""), await ItemsAsync(jobs[i]));
        }

        Assert.Equal(Jobs * Pages, _site.Requests.Distinct().Count());
    }

    [Fact]
    public async Task A_crash_brings_down_no_other_crawl_and_a_service_that_is_asked_to_end_leaves_crawls_that_go_on()
    {
        var job = await CrawlAsync(1);
        await ServedProjectProcess.UntilAsync(() => Task.FromResult(_held.Count == 1), () => "no crawl runs");
        var crash = await _service.UntilAsync(await _service.CrawlAsync("crash"), "failed");
        Assert.Contains("of its own accord", crash.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal("running", (await _service.GetAsync(job)).GetProperty("state").GetString());

        var (exitCode, log) = await _service.TerminateAsync();

        Assert.Equal((0, true), (exitCode, log.Contains("Crawl of 'numbers' has ended, shutdown", StringComparison.Ordinal)));
        Assert.False(JobDirectory.IsHeld(_service.FolderOf(job)));
        _open.SetResult();
        await _service.StartAsync();
        await _service.UntilAsync(job, "finished");
        Assert.Equal(Enumerable.Range(1, Pages).Select(page => $$"""{"path":"/1/{{page}}"}"""), await ItemsAsync(job));
        Assert.Equal(Pages, _site.Requests.Distinct().Count());
        Assert.Contains("Resuming the job", await _service.Client.GetStringAsync($"/api/v1/jobs/{job}/log"), StringComparison.Ordinal);
    }

    private Task<string> CrawlAsync(int number) => _service.CrawlAsync("numbers", new() { ["site"] = _site.Address, ["job"] = $"{number}" });

    private async Task<string[]> ItemsAsync(string job) =>
        (await _service.Client.GetStringAsync($"/api/v1/jobs/{job}/items")).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The third page of each crawl waits: what runs cannot end before the gate is opened.</summary>
    private async Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Path.Value!.EndsWith("/3", StringComparison.Ordinal))
        {
            _held[context.Request.Path] = true;
            await _open.Task.WaitAsync(context.RequestAborted);
        }

        await context.Response.WriteAsync("<title>Number</title>");
    }
}
