using System.Runtime.CompilerServices;
using Crawling.Feeds;
using Crawling.Spiders;
using Microsoft.Extensions.Logging;

namespace Crawling;

/// <summary>Hosts crawls on one reactor. When every spider has drained, it stops the reactor's loop; it runs once.</summary>
public sealed class CrawlerProcess : IAsyncDisposable
{
    private readonly CrawlHost _host;
    private readonly Lock _lock = new();
    private readonly List<Crawler> _crawlers = [];
    private readonly List<Crawler> _live = [];
    private readonly ILogger _logger;
    private Task<IReadOnlyList<CrawlResult>>? _running;
    private bool _ended;

    /// <summary>Makes a process that does not run yet.</summary>
    /// <param name="options">The settings of its crawls. Default: those of the services, else the defaults.</param>
    /// <param name="services">Logging, clock, and what components are made from. Default: a set of its own, which logs warnings and errors
    /// to the console.</param>
    public CrawlerProcess(CrawlerOptions? options = null, IServiceProvider? services = null)
    {
        _host = new CrawlHost(services);
        Options = options ?? _host.Options();
        _logger = _host.Loggers.CreateLogger("Crawling");
        Reactor = new Reactor(_host.Time, _logger);
        Reactor.AddSystemEventTrigger(SystemEventPhase.Before, "shutdown", StopAll);
    }

    /// <summary>The settings of its crawls, below those of each spider.</summary>
    public CrawlerOptions Options { get; }

    /// <summary>The loop.</summary>
    public Reactor Reactor { get; }

    /// <summary>All crawls of the process, those that have ended too.</summary>
    public IReadOnlyCollection<Crawler> Crawlers
    {
        get
        {
            lock (_lock)
            {
                return [.. _crawlers];
            }
        }
    }

    /// <summary>Crawls; returns at once.</summary>
    /// <param name="arguments">Values for the spider's public properties, by name.</param>
    /// <exception cref="SettingsException">An argument or a setting cannot be used.</exception>
    public Deferred<CrawlResult> Crawl<TSpider>(IReadOnlyDictionary<string, string>? arguments = null)
        where TSpider : Spider => Crawl(typeof(TSpider), arguments);

    /// <summary>Crawls; returns at once.</summary>
    /// <param name="spider">The type of the spider.</param>
    /// <param name="arguments">Values for the spider's public properties, by name.</param>
    /// <exception cref="SettingsException">An argument or a setting cannot be used.</exception>
    public Deferred<CrawlResult> Crawl(Type spider, IReadOnlyDictionary<string, string>? arguments = null) =>
        CreateCrawler(spider, arguments).CrawlAsync();

    /// <summary>Crawls; returns at once.</summary>
    /// <param name="spider">A spider that has not crawled yet.</param>
    /// <exception cref="SettingsException">A setting cannot be used.</exception>
    public Deferred<CrawlResult> Crawl(Spider spider) => CreateCrawler(spider).CrawlAsync();

    /// <summary>Makes a crawler that does not crawl yet, to listen to it first.</summary>
    /// <param name="spider">The type of the spider.</param>
    /// <param name="arguments">Values for the spider's public properties, by name.</param>
    /// <exception cref="SettingsException">An argument or a setting cannot be used.</exception>
    public Crawler CreateCrawler(Type spider, IReadOnlyDictionary<string, string>? arguments = null)
    {
        ArgumentNullException.ThrowIfNull(spider);
        if (!spider.IsSubclassOf(typeof(Spider)) || spider.IsAbstract)
        {
            throw new ArgumentException($"{spider.Name} is not a spider: a spider is a class that derives from Spider and is not abstract.", nameof(spider));
        }

        var scope = _host.NewScope();
        var made = scope.Make<Spider>(spider);
        SpiderArguments.Apply(made, arguments ?? new Dictionary<string, string>());
        return Add(made, scope);
    }

    /// <summary>Makes a crawler that does not crawl yet, to listen to it first.</summary>
    /// <param name="spider">A spider that has not crawled yet.</param>
    /// <exception cref="SettingsException">A setting cannot be used.</exception>
    public Crawler CreateCrawler(Spider spider)
    {
        ArgumentNullException.ThrowIfNull(spider);
        return Add(spider, _host.NewScope());
    }

    /// <summary>Crawls and gives the items as they come, in order; a slow reader slows the crawl. Leaving the loop early ends the crawl.</summary>
    /// <param name="crawler">A crawler that does not crawl yet.</param>
    /// <param name="cancellation">Ends the crawl.</param>
    public async IAsyncEnumerable<object> ItemsAsync(Crawler crawler, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(crawler);
        var items = new ItemStream();
        crawler.Items.Attach(items);
        var completion = crawler.CrawlAsync().AddBoth(_ => items.Complete());
        var running = RunAsync(CancellationToken.None);
        try
        {
            await foreach (var item in items.ReadAllAsync(cancellation).ConfigureAwait(false))
            {
                yield return item;
            }
        }
        finally
        {
            items.Abandon();
            crawler.Engine.Close(CloseReason.Cancelled);
            await completion.AsTask().ConfigureAwait(false);
        }

        if ((await completion.AsTask().ConfigureAwait(false)).Error is { } error)
        {
            throw error;
        }

        _ = running;
    }

    /// <summary>The same, with the process running in the meantime.</summary>
    /// <param name="arguments">Values for the spider's public properties, by name.</param>
    /// <param name="cancellation">Ends the crawl.</param>
    public IAsyncEnumerable<object> ItemsAsync<TSpider>(
        IReadOnlyDictionary<string, string>? arguments = null, CancellationToken cancellation = default)
        where TSpider : Spider => ItemsAsync(CreateCrawler(typeof(TSpider), arguments), cancellation);

    /// <summary>Runs the reactor in this thread until every spider has drained. SIGINT, SIGTERM and SIGHUP stop the crawls gracefully, the
    /// second of them at once.</summary>
    /// <returns>The results, in the order of the crawls.</returns>
    /// <exception cref="InvalidOperationException">The process runs, or has run, before.</exception>
    public IReadOnlyList<CrawlResult> Start()
    {
        using var signals = ProcessSignals.Listen(Reactor, Interrupt);
        return Run();
    }

    /// <summary>The same on a thread of its own, without taking the process signals. Called again, it gives the same task.</summary>
    /// <param name="cancellation">Stops the crawls gracefully.</param>
    public Task<IReadOnlyList<CrawlResult>> RunAsync(CancellationToken cancellation = default)
    {
        lock (_lock)
        {
            return _running ??= RunOnThreadAsync(cancellation);
        }
    }

    /// <summary>Stops what still runs, and waits for it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Reactor.IsRunning && !Reactor.InLoop)
        {
            Interrupt();
            if (_running is { } running)
            {
                await running.ConfigureAwait(false);
            }
        }

        await _host.DisposeAsync().ConfigureAwait(false);
    }

    internal void Begin(Crawler crawler)
    {
        lock (_lock)
        {
            if (_ended)
            {
                throw new InvalidOperationException("This process has ended; make a new one for further crawls.");
            }

            _live.Add(crawler);
        }

        Reactor.TryPost(crawler.Engine.Open);
    }

    // Completion callbacks come first: one of them may begin the next crawl.
    internal void End(Crawler crawler) => Reactor.Post(() =>
    {
        lock (_lock)
        {
            _live.Remove(crawler);
        }

        EndIfDrained();
    });

    /// <summary>The first time gracefully, then at once.</summary>
    internal void Interrupt()
    {
        foreach (var crawler in Live())
        {
            if (crawler.Engine.IsClosing)
            {
                crawler.Engine.Abort(CloseReason.Shutdown);
            }
            else
            {
                crawler.Engine.Close(CloseReason.Shutdown);
            }
        }
    }

    private Crawler Add(Spider spider, CrawlScope scope)
    {
        var crawler = new Crawler(this, spider, Options, _host, scope);
        lock (_lock)
        {
            _crawlers.Add(crawler);
        }

        return crawler;
    }

    private List<CrawlResult> Run()
    {
        Reactor.Post(() => Reactor.Post(EndIfDrained));
        Reactor.Run();
        return [.. Crawlers.Where(crawler => crawler.Completion.IsCompleted).Select(crawler => crawler.Completion.Wait())];
    }

    private Task<IReadOnlyList<CrawlResult>> RunOnThreadAsync(CancellationToken cancellation)
    {
        var ended = new TaskCompletionSource<IReadOnlyList<CrawlResult>>(TaskCreationOptions.RunContinuationsAsynchronously);
        var stopping = cancellation.Register(() => Reactor.Post(() => StopAll()));
        new Thread(() =>
        {
            try
            {
                ended.SetResult(Run());
            }
            catch (Exception error)
            {
                ended.SetException(error);
            }
            finally
            {
                stopping.Dispose();
            }
        })
        {
            Name = "Crawling reactor",
            IsBackground = true,
        }.Start();
        return ended.Task;
    }

    private void EndIfDrained()
    {
        lock (_lock)
        {
            if (_live.Count > 0 || _ended)
            {
                return;
            }

            _ended = true;
        }

        if (Reactor.IsRunning)
        {
            Reactor.Stop();
        }
    }

    private Deferred? StopAll()
    {
        var live = Live();
        if (live.Length == 0)
        {
            return null;
        }

        var drained = new Deferred(Reactor);
        DeferredList.Of(live.Select(crawler => crawler.Completion)).AddBoth(_ => drained.Callback());
        foreach (var crawler in live)
        {
            crawler.Engine.Close(CloseReason.Shutdown);
        }

        return drained;
    }

    private Crawler[] Live()
    {
        lock (_lock)
        {
            return [.. _live];
        }
    }
}
