using System.Net;
using System.Security.Cryptography.X509Certificates;
using Crawling.Testing.Demo;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Crawling.Testing;

/// <summary>Stands in for quotes.toscrape.com and books.toscrape.com on loopback, over http and https: same URLs and markup, content of its
/// own. A crawl whose options went through <see cref="Configure"/> meets it instead of the live ones.</summary>
public sealed class DemoSite : IAsyncDisposable
{
    private static readonly DemoHost[] Sites = [new QuotesHost(), new BooksHost()];

    private readonly DemoSiteOptions _options;
    private readonly WebApplication _server;
    private readonly X509Certificate2 _certificateWithKey = DemoCertificate.Create(Sites.Select(site => site.Name));
    private readonly Traffic _traffic = new();

    private DemoSite(DemoSiteOptions options)
    {
        _options = options;
        Certificate = X509CertificateLoader.LoadCertificate(_certificateWithKey.RawDataMemory.Span);
        _server = Build();
    }

    /// <summary>The port of http on 127.0.0.1.</summary>
    public int HttpPort => PortOf(Uri.UriSchemeHttp);

    /// <summary>The port of https on 127.0.0.1.</summary>
    public int HttpsPort => PortOf(Uri.UriSchemeHttps);

    /// <summary>The certificate of <see cref="Hosts"/> without its key: made for this run, signed by itself.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>The host names that are answered for; any other gets 421 (RFC 9110, section 15.5.20).</summary>
    public IReadOnlyList<string> Hosts { get; } = [.. Sites.Select(site => site.Name)];

    /// <summary>From each host's <c>host:port</c>, of http and of https, to the <c>address:port</c> to connect to instead.</summary>
    public IReadOnlyDictionary<string, string> ConnectTo => Hosts
        .SelectMany(host => new[] { (From: $"{host}:80", Port: HttpPort), (From: $"{host}:443", Port: HttpsPort) })
        .ToDictionary(route => route.From, route => $"{IPAddress.Loopback}:{route.Port}", StringComparer.OrdinalIgnoreCase);

    /// <summary>Requests received so far.</summary>
    public int Requests => _traffic.Count;

    /// <summary>The most requests that were answered at the same time.</summary>
    public int MaxConcurrent => _traffic.MaxConcurrent;

    /// <summary>Method and URL of each request received so far, in order.</summary>
    public IReadOnlyCollection<string> RequestLog => _traffic.Log;

    /// <summary>Starts to listen on two free ports.</summary>
    public static async Task<DemoSite> StartAsync(DemoSiteOptions? options = null)
    {
        var site = new DemoSite(options ?? new DemoSiteOptions());
        await site._server.StartAsync();
        return site;
    }

    /// <summary>Lets a crawl find the hosts and trust their certificate.</summary>
    public void Configure(CrawlerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        foreach (var (from, to) in ConnectTo)
        {
            options.ConnectTo[from] = to;
        }

        foreach (var host in Hosts)
        {
            options.TrustedCertificates[host] = Certificate;
        }
    }

    /// <summary>Stops to listen; what is being answered is cut off.</summary>
    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync(new CancellationToken(canceled: true));
        await _server.DisposeAsync();
        _certificateWithKey.Dispose();
        Certificate.Dispose();
    }

    private WebApplication Build()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, OwnedLifetime>();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, port: 0);
            kestrel.Listen(IPAddress.Loopback, port: 0, endpoint => endpoint.UseHttps(_certificateWithKey));
        });

        var server = builder.Build();
        server.Run(AnswerAsync);
        return server;
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var counted = _traffic.Enter(context.Request);
        if (_options.PageDelay > TimeSpan.Zero)
        {
            await Task.Delay(_options.PageDelay, _options.Time, context.RequestAborted);
        }

        var name = context.Request.Host.Host;
        var site = Array.Find(Sites, site => string.Equals(site.Name, name, StringComparison.OrdinalIgnoreCase));
        var result = site is null ? Results.StatusCode(StatusCodes.Status421MisdirectedRequest) : await site.AnswerAsync(context.Request);
        await result.ExecuteAsync(context);
    }

    private int PortOf(string scheme) => _server.Urls.Select(url => new Uri(url)).First(url => url.Scheme == scheme).Port;

    /// <summary>The process signals belong to the crawl: the site stays up while it winds down.</summary>
    private sealed class OwnedLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
