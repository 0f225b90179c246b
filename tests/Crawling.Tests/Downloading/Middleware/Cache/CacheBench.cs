using System.Collections.Concurrent;
using System.Globalization;
using Crawling.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Crawling.Tests.Downloading.Cache;

/// <summary>A server, a cache before it, and a clock that both go by.</summary>
internal sealed class CacheBench : IAsyncDisposable
{
    private readonly ConcurrentQueue<HeaderList> _received = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crawling-cache-");
    private readonly LoggerFactory _loggers = new();
    private readonly ServiceProvider _services;
    private readonly CrawlHost _host;
    private readonly CrawlerProcess _process;
    private readonly Action<CacheOptions>? _settings;
    private LoopbackSite? _site;
    private HttpCacheMiddleware? _cache;

    private CacheBench(Action<CacheOptions>? settings)
    {
        _settings = settings;
        _loggers.AddProvider(new Provider(Log));
        _services = Fetched.ServicesWith(Time, services => services.AddSingleton<ILoggerFactory>(_loggers));
        _host = new CrawlHost(_services);
        _process = new CrawlerProcess(null, _services);
        Crawler = NewCrawler();
    }

    public FakeTime Time { get; } = new();

    public RecordingLogger Log { get; } = new();

    public Crawler Crawler { get; private set; }

    public string Path => System.IO.Path.Combine(_folder.FullName, "cache.db");

    /// <summary>What the server answers; by default the number of the request.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = _ => Task.CompletedTask;

    /// <summary>The header fields of each request the server has seen.</summary>
    public IReadOnlyList<HeaderList> Received => [.. _received];

    public static async Task<CacheBench> StartAsync(Action<CacheOptions>? settings = null)
    {
        var bench = new CacheBench(settings);
        bench._site = await LoopbackSite.StartAsync(bench.ServeAsync, robots: bench.ServeAsync);
        return bench;
    }

    public Request Request(string path = "/", string headers = "", string method = "GET") =>
        new(_site!.Url(path)) { Method = method, Headers = Fields(headers) };

    public Task<Response> GetAsync(string headers = "", string path = "/") => SendAsync(Request(path, headers));

    public async Task<Response> SendAsync(Request request) => (await ResultOfAsync(request)).Response!;

    public async Task<DownloadResult> ResultOfAsync(Request request)
    {
        _cache ??= new HttpCacheMiddleware(Crawler);
        var handler = _host.HttpHandlerFor(Crawler.Options);
        return await _cache.InvokeAsync(request, Crawler, async (sent, cancellation) => await handler.FetchAsync(sent, Crawler, cancellation), default);
    }

    /// <summary>Answers with a status and header fields; with 304 if the request asks whether they still hold.</summary>
    public void Answers(string headers, int status = 200, string? body = null) => Answer = async context =>
    {
        var fields = Fields(headers);
        context.Response.StatusCode = AsksAfter(context.Request, fields) ? 304 : status;
        foreach (var (name, value) in fields)
        {
            context.Response.Headers.Append(name, value);
        }

        if (context.Response.StatusCode is not (304 or 204))
        {
            await context.Response.WriteAsync(body ?? _received.Count.ToString(CultureInfo.InvariantCulture));
        }
    };

    public void Wait(double seconds) => Time.Advance(TimeSpan.FromSeconds(seconds));

    /// <summary>The next crawl, on the same file.</summary>
    public void Reopen()
    {
        Close();
        Crawler = NewCrawler();
    }

    public void Close()
    {
        _cache?.Dispose();
        _cache = null;
    }

    /// <summary>Of <c>A: b | C: d</c>, where <c>{-60}</c> is the date a minute ago.</summary>
    public HeaderList Fields(string headers)
    {
        var fields = new HeaderList();
        foreach (var line in headers.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            fields.Add(line[..colon], Dated(line[(colon + 1)..].Trim()));
        }

        return fields;
    }

    public async ValueTask DisposeAsync()
    {
        Close();
        await _site!.DisposeAsync();
        await _process.DisposeAsync();
        await _host.DisposeAsync();
        await _services.DisposeAsync();
        _loggers.Dispose();
        _folder.Delete(recursive: true);
    }

    private static bool AsksAfter(HttpRequest request, HeaderList fields) =>
        (request.Headers.IfNoneMatch.ToString() is { Length: > 0 } tag && tag == fields["ETag"])
        || (request.Headers.IfModifiedSince.ToString() is { Length: > 0 } date && date == fields["Last-Modified"]);

    private string Dated(string value)
    {
        var open = value.IndexOf('{', StringComparison.Ordinal);
        return open < 0
            ? value
            : Time.GetUtcNow().AddSeconds(double.Parse(value[(open + 1)..^1], CultureInfo.InvariantCulture)).ToString("r", CultureInfo.InvariantCulture);
    }

    private Task ServeAsync(HttpContext context)
    {
        var headers = new HeaderList();
        foreach (var (name, values) in context.Request.Headers)
        {
            headers.Add(name, values.ToString());
        }

        _received.Enqueue(headers);
        context.Response.Headers.Date = Time.GetUtcNow().ToString("r", CultureInfo.InvariantCulture);
        return Answer(context);
    }

    private Crawler NewCrawler() => _process.CreateCrawler(new SpiderOf
    {
        Settings = options =>
        {
            options.Cache.Policy = CachePolicy.Rfc9111;
            options.Cache.File = Path;
            _settings?.Invoke(options.Cache);
        },
    });

    private sealed class Provider(ILogger logger) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => logger;

        public void Dispose()
        {
        }
    }
}
