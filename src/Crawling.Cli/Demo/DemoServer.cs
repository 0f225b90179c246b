using System.CommandLine;
using Crawling.Testing;

namespace Crawling.Cli;

/// <summary>The demo site, for the time of one crawl.</summary>
internal sealed class DemoServer : IDisposable
{
    private readonly DemoSite _site;

    private DemoServer(DemoSite site) => _site = site;

    /// <summary>The way to it, as settings.</summary>
    public IEnumerable<KeyValuePair<string, string>> Settings =>
        _site.ConnectTo.Select(route => KeyValuePair.Create($"connectTo:{route.Key}", route.Value));

    /// <summary><c>--demo</c>.</summary>
    public static Option<bool> Option() => new("--demo")
    {
        Description = "Answer quotes.toscrape.com and books.toscrape.com from a site in this process: no network needed.",
    };

    // Awaiting here would take the crawl off the main thread.
    public static DemoServer Start() => new(DemoSite.StartAsync().GetAwaiter().GetResult());

    /// <summary>Has its certificate trusted for its own hosts, and no others.</summary>
    public void Trust(CrawlerOptions options)
    {
        foreach (var host in _site.Hosts)
        {
            options.TrustedCertificates[host] = _site.Certificate;
        }
    }

    public void Dispose() => _site.DisposeAsync().AsTask().GetAwaiter().GetResult();
}
