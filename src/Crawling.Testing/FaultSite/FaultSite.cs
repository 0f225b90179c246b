using System.Security.Cryptography.X509Certificates;
using Crawling.Configuration;
using Crawling.Testing.Faults;

namespace Crawling.Testing;

/// <summary>A site on loopback that breaks on demand: a host for each of <see cref="Faults"/>, and a healthy one beside them. The hosts are
/// known to a crawl whose options went through <see cref="Configure"/>.</summary>
public sealed class FaultSite : IAsyncDisposable
{
    private const string Domain = "faults.example";
    private const string HealthyHost = $"healthy.{Domain}";

    private readonly FaultCertificates _certificates = new([HealthyHost, .. Faults.Select(HostOf)]);
    private readonly FaultTraffic _traffic = new();
    private readonly Dictionary<string, FaultHost> _hosts = new(StringComparer.Ordinal);

    private FaultSite(FaultSiteOptions options)
    {
        HealthyPages = options.HealthyPages;
        var context = new FaultContext(options, _certificates, _traffic);
        var healthy = new Fault("healthy", "Is no fault.", HealthyHosts.Serve(options.HealthyPages));
        foreach (var fault in Faults.Prepend(healthy))
        {
            _hosts.Add(HostOf(fault), new FaultHost(fault, HostOf(fault), context));
        }
    }

    /// <summary>Every fault there is.</summary>
    public static IReadOnlyList<Fault> Faults { get; } = FaultList.All;

    /// <summary>The first page of the healthy host; all the others are linked from it, over some steps.</summary>
    public Url Healthy { get; } = $"http://{HealthyHost}/";

    /// <summary>How many pages the healthy host has.</summary>
    public int HealthyPages { get; }

    /// <summary>From each host's <c>host:port</c> to the <c>address:port</c> to connect to instead.</summary>
    public IReadOnlyDictionary<string, string> ConnectTo => _hosts
        .SelectMany(host => new[] { (From: $"{host.Key}:80", To: host.Value.Address), (From: $"{host.Key}:443", To: host.Value.Address) })
        .ToDictionary(route => route.From, route => route.To, StringComparer.OrdinalIgnoreCase);

    /// <summary>The certificate of the hosts whose fault is not of TLS, without its key.</summary>
    public X509Certificate2 Certificate => _certificates.GoodWithoutKey;

    /// <summary>How often each URL was asked for. Those asked for over HTTP/2 count as the path <c>/</c>.</summary>
    public IReadOnlyDictionary<string, int> Requests => _traffic.Requests;

    /// <summary>Connections taken so far.</summary>
    public int Connections => _traffic.Connections;

    /// <summary>Connections that are open now.</summary>
    public int OpenConnections => _traffic.OpenConnections;

    /// <summary>Starts to listen, on a free port for each host.</summary>
    public static async Task<FaultSite> StartAsync(FaultSiteOptions? options = null)
    {
        var site = new FaultSite(options ?? new FaultSiteOptions());
        await Task.WhenAll(site._hosts.Values.Select(host => host.StartAsync()));
        return site;
    }

    /// <summary>Where a fault is met.</summary>
    public Url Url(Fault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        return $"{fault.Scheme}://{HostOf(fault)}{fault.Path}";
    }

    /// <summary>Where a fault is met.</summary>
    /// <exception cref="ArgumentException">No fault has this name; the message tells the nearest.</exception>
    public Url Url(string fault)
    {
        var names = Faults.Select(known => known.Name);
        return Url(Faults.FirstOrDefault(known => known.Name == fault) ?? throw new ArgumentException(
            $"There is no fault '{fault}'; the nearest is '{NearestName.Of(fault, names) ?? Faults[0].Name}'.", nameof(fault)));
    }

    /// <summary>Lets a crawl find the hosts and trust their certificate.</summary>
    public void Configure(CrawlerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        foreach (var (from, to) in ConnectTo)
        {
            options.ConnectTo[from] = to;
        }

        foreach (var host in _hosts.Keys)
        {
            options.TrustedCertificates[host] = Certificate;
        }
    }

    /// <summary>Stops to listen; every connection is cut off.</summary>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_hosts.Values.Select(host => host.DisposeAsync().AsTask()));
        _certificates.Dispose();
    }

    private static string HostOf(Fault fault) => $"{fault.Name}.{Domain}";
}
