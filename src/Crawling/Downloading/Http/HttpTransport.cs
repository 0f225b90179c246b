using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace Crawling.Downloading;

/// <summary>
/// The HTTP handlers, taken from the factory by a name that stands for their settings: crawls with equal settings share connections, and a host
/// that crawls again and again keeps one handler.
/// </summary>
internal sealed class HttpTransport(IHttpMessageHandlerFactory factory, HttpTransportNames names)
{
    public HttpMessageInvoker ClientFor(CrawlerOptions options) =>
        new(factory.CreateHandler(names.NameOf(HttpTransportOptions.Of(options))), disposeHandler: false);
}

/// <summary>The names of handlers and the settings they stand for; tells the factory how to make each. Their connections end with the services,
/// which the factory does not see to.</summary>
internal sealed class HttpTransportNames(NameCache names, TimeProvider time) : IConfigureNamedOptions<HttpClientFactoryOptions>, IDisposable
{
    private const string Prefix = "Crawling/";

    private readonly ConcurrentDictionary<string, HttpTransportOptions> _options = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<RenewedHandler> _handlers = [];

    public static bool Owns(string? name) => name?.StartsWith(Prefix, StringComparison.Ordinal) == true;

    public string NameOf(HttpTransportOptions options)
    {
        var name = Prefix + options.Key;
        _options.TryAdd(name, options);
        return name;
    }

    public void Configure(string? name, HttpClientFactoryOptions factory)
    {
        if (name is not null && _options.TryGetValue(name, out var options))
        {
            factory.HandlerLifetime = Timeout.InfiniteTimeSpan;
            factory.HttpMessageHandlerBuilderActions.Add(builder => builder.PrimaryHandler = Create(options));
        }
    }

    public void Configure(HttpClientFactoryOptions options)
    {
    }

    public void Dispose()
    {
        foreach (var handler in _handlers)
        {
            handler.Dispose();
        }
    }

    private RenewedHandler Create(HttpTransportOptions options)
    {
        var handler = new RenewedHandler(options.MostConnections, (proxy, connections) => Create(options, proxy, connections));
        _handlers.Add(handler);
        return handler;
    }

    private SocketsHttpHandler Create(HttpTransportOptions options, Url? proxy, OpenConnections connections)
    {
        var connector = new Connector(options, names, connections, time);
        var handler = Plain(options);
        if (proxy is null)
        {
            handler.ConnectCallback = connector.ConnectAsync;

            // The stages of connecting have limits of their own.
            handler.ConnectTimeout = Timeout.InfiniteTimeSpan;
        }
        else
        {
            handler.UseProxy = true;
            handler.Proxy = ProxyAddress.ToWebProxy(proxy);
            handler.ConnectCallback = connector.ConnectToProxyAsync;
            handler.ConnectTimeout = options.TunnelTimeout;
            handler.SslOptions = connector.TlsOptions();
        }

        return handler;
    }

    private static SocketsHttpHandler Plain(HttpTransportOptions options) => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        UseProxy = false,
        RequestHeaderEncodingSelector = Sends,
        ActivityHeadersPropagator = null,
        EnableMultipleHttp2Connections = true,
        MaxConnectionsPerServer = options.ConnectionsPerServer,
        MaxResponseHeadersLength = (options.MaxHeadersSize + 1023) / 1024,

        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(60),

        // The handler lives as long as its host; a connection must not, or it would never see that a name has moved.
        PooledConnectionLifetime = TimeSpan.FromMinutes(15),

        // A peer that has vanished is noticed by the first request that it keeps waiting, not by each of them.
        KeepAlivePingDelay = TimeSpan.FromSeconds(20),
        KeepAlivePingTimeout = TimeSpan.FromSeconds(10),
        KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
    };

    /// <summary>Called for every header as it is written, which is the only sign that a request has a connection.</summary>
    private static Encoding Sends(string header, HttpRequestMessage message)
    {
        (message as WatchedRequest)?.Watch.Sends();
        return Encoding.UTF8;
    }
}
