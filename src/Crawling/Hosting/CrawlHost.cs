using Crawling.Configuration;
using Crawling.Downloading;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Crawling;

/// <summary>What a process has from its services: those given, or a set of its own for what they lack.</summary>
internal sealed class CrawlHost : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly List<CrawlScope> _scopes = [];
    private readonly IServiceProvider _services;
    private readonly HttpTransport _transport;
    private ServiceProvider? _own;

    public CrawlHost(IServiceProvider? services)
    {
        _services = services ?? Own();
        _transport = _services.GetService<HttpTransport>() ?? Own().GetRequiredService<HttpTransport>();
        Loggers = _services.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance;
        Time = _services.GetService<TimeProvider>() ?? TimeProvider.System;
    }

    public ILoggerFactory Loggers { get; }

    public TimeProvider Time { get; }

    /// <summary>A copy of those of the services.</summary>
    public CrawlerOptions Options() => _services.GetService<IOptions<CrawlerOptions>>() is { } options ? OptionsCopy.Of(options.Value) : new();

    public IDownloadHandler HttpHandlerFor(CrawlerOptions options) => new HttpDownloadHandler(_transport.ClientFor(options));

    /// <summary>For one crawl, which disposes it at its end; what never crawls is disposed with the host.</summary>
    public CrawlScope NewScope()
    {
        var scope = new CrawlScope(_services.CreateAsyncScope());
        lock (_lock)
        {
            _scopes.Add(scope);
        }

        return scope;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var scope in _scopes)
        {
            await scope.DisposeAsync().ConfigureAwait(false);
        }

        if (_own is { } own)
        {
            await own.DisposeAsync().ConfigureAwait(false);
        }
    }

    private ServiceProvider Own() => _own ??= new ServiceCollection()
        .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning).AddSimpleConsole())
        .AddCrawlServices()
        .BuildServiceProvider();
}
