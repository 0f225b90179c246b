using Crawling.Downloading;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Crawling;

/// <summary>What a process has from its services: those given, or a set of its own.</summary>
internal sealed class CrawlHost : IAsyncDisposable
{
    private readonly ServiceProvider? _own;

    public CrawlHost(IServiceProvider? services)
    {
        if (services is null)
        {
            services = _own = new ServiceCollection()
                .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning).AddSimpleConsole())
                .AddCrawlTransport()
                .BuildServiceProvider();
        }

        Services = services;
        Loggers = services.GetRequiredService<ILoggerFactory>();
        Time = services.GetService<TimeProvider>() ?? TimeProvider.System;
    }

    public IServiceProvider Services { get; }

    public ILoggerFactory Loggers { get; }

    public TimeProvider Time { get; }

    public IDownloadHandler HttpHandlerFor(CrawlerOptions options) =>
        new HttpDownloadHandler(Services.GetRequiredService<HttpTransport>().ClientFor(options));

    public ValueTask DisposeAsync() => _own?.DisposeAsync() ?? default;
}
