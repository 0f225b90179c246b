using Crawling.Downloading;
using Microsoft.Extensions.DependencyInjection;

namespace Crawling.Tests.Downloading;

/// <summary>What came of a crawl's requests.</summary>
internal sealed class Fetched
{
    private readonly List<Response> _responses = [];
    private readonly List<RequestFailure> _failures = [];

    public CrawlResult Result { get; private set; } = null!;

    public IReadOnlyList<Response> Responses => _responses;

    public IReadOnlyList<RequestFailure> Failures => _failures;

    /// <summary>The only outcome, a response.</summary>
    public Response Response
    {
        get
        {
            Assert.Empty(_failures.Select(failure => $"{failure.Reason}: {failure.Exception}"));
            return Assert.Single(_responses);
        }
    }

    /// <summary>The only outcome, a failure.</summary>
    public RequestFailure Failure
    {
        get
        {
            Assert.Empty(_responses);
            return Assert.Single(_failures);
        }
    }

    public static Task<Fetched> FromAsync(Request request, Action<CrawlerOptions>? settings = null, IServiceProvider? services = null) =>
        FromAsync([request], settings, services);

    /// <summary>Crawls the requests, one after the other.</summary>
    public static async Task<Fetched> FromAsync(
        IReadOnlyList<Request> requests, Action<CrawlerOptions>? settings = null, IServiceProvider? services = null)
    {
        var fetched = new Fetched();
        var spider = fetched.Spider(requests);
        fetched.Result = await CrawlOnce.RunAsync(spider, Options(settings), services);
        Assert.Null(fetched.Result.Error);
        return fetched;
    }

    public static CrawlerOptions Options(Action<CrawlerOptions>? settings = null)
    {
        var options = new CrawlerOptions { ConcurrentRequests = 1 };
        options.Robots.Obey = false;
        options.Retry.Times = 0;
        settings?.Invoke(options);
        return options;
    }

    /// <summary>For a clock that goes on by leaps, however long the network takes: no fetch has a limit worth speaking of.</summary>
    public static void WaitForAnything(CrawlerOptions options)
    {
        var download = options.Download;
        download.ConnectTimeout = download.HeadersTimeout = download.BodyIdleTimeout = download.Timeout = TimeSpan.FromDays(20);
    }

    public static ServiceProvider ServicesWith(TimeProvider time, Action<IServiceCollection>? more = null)
    {
        var services = new ServiceCollection().AddLogging().AddCrawlTransport().AddSingleton(time);
        more?.Invoke(services);
        return services.BuildServiceProvider();
    }

    public SpiderOf Spider(IReadOnlyList<Request> requests)
    {
        return new SpiderOf { Starting = Start, Parse = Keep, Error = KeepFailure };

        async IAsyncEnumerable<Output> Start()
        {
            await Task.Yield();
            foreach (var request in requests)
            {
                yield return request;
            }
        }

        async IAsyncEnumerable<Output> Keep(Response response)
        {
            await Task.Yield();
            _responses.Add(response);
            yield break;
        }

        async IAsyncEnumerable<Output> KeepFailure(RequestFailure failure)
        {
            await Task.Yield();
            _failures.Add(failure);
            yield break;
        }
    }
}
