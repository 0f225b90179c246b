using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Crawling.Configuration;
using Crawling.Downloading;
using Crawling.Serving;
using Crawling.Tests;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Crawling.Cli.Tests.Serve;

/// <summary>The service over a folder of its own, its crawls in this process, and a site for them: a page that is closed waits until it is opened.</summary>
internal sealed class Service : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(10);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crawler-serve-");
    private readonly Dictionary<string, TaskCompletionSource> _closed = [];
    private LoopbackSite _site = null!;
    private CrawlServer _server = null!;

    private Service()
    {
    }

    public ServeOptions Options { get; } = new() { Port = 0, MaxRunning = 4, Isolation = Isolation.InProcess };

    public string Site => _site.Address;

    public HttpClient Client { get; private set; } = null!;

    /// <summary>What was told of a new token.</summary>
    public List<string> Told { get; } = [];

    /// <summary>The status of all pages.</summary>
    public int Status { get; set; } = StatusCodes.Status200OK;

    /// <summary>What the title of all pages says.</summary>
    public string Title { get; set; } = "Page";

    /// <summary>Pages that were asked for, in order.</summary>
    public IReadOnlyList<string> Asked => _site.Requests;

    /// <param name="configure">Changes its settings.</param>
    /// <param name="closed">Pages of the site that are closed at first, as <c>/a/2</c>.</param>
    public static async Task<Service> StartAsync(Action<ServeOptions>? configure = null, params IEnumerable<string> closed)
    {
        var service = new Service();
        service.Options.Directory = service._folder.FullName;
        configure?.Invoke(service.Options);
        foreach (var page in closed)
        {
            service._closed.Add(page, new());
        }

        service._site = await LoopbackSite.StartAsync(service.AnswerAsync);
        await service.StartServerAsync();
        return service;
    }

    /// <summary>The folder of a job.</summary>
    public string FolderOf(string id) => Path.Combine(Options.Directory, "jobs", id);

    public void Open(string page) => _closed[page].TrySetResult();

    /// <summary>Ends the service and starts it again.</summary>
    public async Task RestartAsync()
    {
        Client.Dispose();
        await _server.DisposeAsync();
        await StartServerAsync();
    }

    /// <summary>Starts a second service over the same folder.</summary>
    public async Task StartAnotherAsync()
    {
        await using var other = await CrawlServer.StartAsync(Project(), Options, (_, _) => { });
    }

    /// <summary>Starts a crawl of pages <c>/name/1</c> and so on, an item each.</summary>
    public async Task<string> CrawlAsync(string name, int pages, double priority = 0, Dictionary<string, string>? settings = null, bool titles = false)
    {
        var arguments = new Dictionary<string, string> { ["site"] = _site.Address, ["page-name"] = name, ["pages"] = $"{pages}", ["titles"] = $"{titles}" };
        var answer = await Client.PostAsJsonAsync("/api/v1/jobs", new { spider = "pages", arguments, settings, priority });
        var job = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((201, $"/api/v1/jobs/{job.GetProperty("id")}"), ((int)answer.StatusCode, $"{answer.Headers.Location}"));
        return job.GetProperty("id").GetString()!;
    }

    public Task<JsonElement> GetAsync(string path) => Client.GetFromJsonAsync<JsonElement>(path);

    public async Task<JsonElement> PostAsync(string path)
    {
        using var answer = await Client.PostAsync(path, null);
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, body);
        return JsonSerializer.Deserialize<JsonElement>(body);
    }

    public async Task<JsonElement> UntilAsync(string id, ServedJobState state)
    {
        var job = default(JsonElement);
        await UntilAsync(async () => (job = await GetAsync($"/api/v1/jobs/{id}")).GetProperty("state").GetString() == ServeText.Of(state), () => $"{job}");
        return job;
    }

    public async Task UntilAsync(Func<Task<bool>> holds, Func<string> what)
    {
        var begin = Stopwatch.GetTimestamp();
        while (!await holds())
        {
            Assert.True(Stopwatch.GetElapsedTime(begin) < Limit, what());
            await Task.Delay(LookInterval);
        }
    }

    public Task UntilAskedAsync(string page) => UntilAsync(() => Task.FromResult(Asked.Contains(page)), () => $"{page} was not asked for, but {string.Join(' ', Asked)}");

    public async Task<string[]> ItemsAsync(string id, string query = "") =>
        (await Client.GetStringAsync($"/api/v1/jobs/{id}/items{query}")).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public async ValueTask DisposeAsync()
    {
        foreach (var page in _closed.Keys)
        {
            Open(page);
        }

        Client.Dispose();
        await _server.DisposeAsync();
        await _site.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private async Task StartServerAsync()
    {
        _server = await CrawlServer.StartAsync(Project(), Options, (token, file) => Told.AddRange([token, file]));
        Client = new() { BaseAddress = new(_server.Address.Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal)) };
    }

    private async Task AnswerAsync(HttpContext context)
    {
        if (_closed.TryGetValue(context.Request.Path, out var page))
        {
            await page.Task.WaitAsync(context.RequestAborted);
        }

        context.Response.StatusCode = Status;
        await context.Response.WriteAsync($"<title>{WebUtility.HtmlEncode(Title)}</title>");
    }

    private static ServedProject Project() => new()
    {
        Name = "shop",
        Spiders = new Dictionary<string, Type> { ["pages"] = typeof(PagesSpider) },
        Layers = settings => SettingsLayers.FromFile(null, SettingsLayer.CommandLine(settings)),
        Services = _ => new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddCrawlTransport().BuildServiceProvider(),
        Logging = _ => { },
        Child = () => throw new NotSupportedException(),
    };
}
