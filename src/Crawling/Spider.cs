using Microsoft.Extensions.Logging;

namespace Crawling;

/// <summary>
/// The recipe of a crawl: where it starts and what it takes from each page. Its name is the type name in kebab case without a final
/// "Spider"; <see cref="SpiderAttribute"/> overrides it. Public properties declared on the spider are its arguments.
/// </summary>
public abstract class Spider
{
    private Crawler? _crawler;
    private ILogger? _logger;

    /// <summary>Sets nothing up: the crawler is attached once the spider has been made.</summary>
    protected Spider()
    {
        Name = SpiderName.Of(GetType());
    }

    /// <summary>The name the spider is run by, <c>quotes</c> for <c>QuotesSpider</c>.</summary>
    public string Name { get; }

    /// <summary>The crawl this spider belongs to.</summary>
    /// <exception cref="InvalidOperationException">The spider is not part of a crawl yet.</exception>
    public Crawler Crawler => _crawler ?? throw new InvalidOperationException(
        $"Spider '{Name}' is not part of a crawl yet: its Crawler and Logger are there from Configure on, not in the constructor.");

    /// <summary>What it keeps from run to run of a job; its fields begin anew with each process.</summary>
    public SpiderState State { get; } = new();

    /// <summary>Writes to the crawl's log under the spider's name.</summary>
    protected ILogger Logger => _logger ?? Crawler.CreateLogger(Name);

    /// <summary>Where <see cref="StartAsync"/> begins. Default: nowhere.</summary>
    public virtual IEnumerable<string> StartUrls => [];

    /// <summary>Host names; a host equal to one of them or under it is in scope. Empty, the default: everything is.</summary>
    public virtual IReadOnlyCollection<string> AllowedDomains => [];

    /// <summary>Non-2xx statuses that still reach the callback; otherwise they go to the errback as a failure with its response.</summary>
    public virtual IReadOnlyCollection<int> AllowedStatuses => [];

    /// <summary>The first requests and items. Default: a request for each of <see cref="StartUrls"/>. It is pulled only as fast as the
    /// crawl takes its requests, so it may be endless.</summary>
    public virtual async IAsyncEnumerable<Output> StartAsync()
    {
        await ValueTask.CompletedTask;
        foreach (var url in StartUrls)
        {
            yield return new Request(url);
        }
    }

    /// <summary>Takes items and further requests from a response. Called for every request without a callback of its own.</summary>
    public abstract IAsyncEnumerable<Output> ParseAsync(Response response);

    /// <summary>For failures of requests without an errback of their own. Default: nothing, the failure is logged and counted.</summary>
    public virtual async IAsyncEnumerable<Output> ErrorAsync(RequestFailure failure)
    {
        await ValueTask.CompletedTask;
        yield break;
    }

    /// <summary>Called once, after the last item has left the pipelines.</summary>
    public virtual ValueTask ClosedAsync(CloseReason reason) => default;

    /// <summary>Settings of this spider: over those of the project, under those of <c>spiders:name</c>, environment and command line.</summary>
    protected virtual void Configure(CrawlerOptions options)
    {
    }

    /// <summary>What a response gives: the innermost link of the chain of spider middleware.</summary>
    internal virtual IAsyncEnumerable<Output> AnswerAsync(Response response) =>
        response.Request.Callback is { } callback ? callback(response) : ParseAsync(response);

    /// <summary>Takes the place of <see cref="StartAsync"/>, to try single callbacks; null: it starts as it says.</summary>
    internal Func<IAsyncEnumerable<Output>>? StartInstead { get; set; }

    internal void Attach(Crawler crawler)
    {
        if (_crawler is not null && _crawler != crawler)
        {
            throw new InvalidOperationException($"This instance of spider '{Name}' already belongs to a crawl; a crawl takes an instance of its own.");
        }

        _crawler = crawler;
        _logger = crawler.CreateLogger(Name);
    }

    /// <summary>Reads the rules of a spider, so that a wrong one ends the crawl before it begins.</summary>
    /// <exception cref="SettingsException">A pattern or selector is wrong.</exception>
    private protected void ReadRules(Action read)
    {
        try
        {
            read();
        }
        catch (ArgumentException error)
        {
            throw new SettingsException($"The rules of spider '{Name}' cannot be used: {error.Message}", error);
        }
    }

    internal virtual void ApplyConfigure(CrawlerOptions options) => Configure(options);
}
