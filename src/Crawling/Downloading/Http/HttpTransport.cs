using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
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

/// <summary>The names of handlers and the settings they stand for; tells the factory how to make each.</summary>
internal sealed class HttpTransportNames : IConfigureNamedOptions<HttpClientFactoryOptions>
{
    private const string Prefix = "Crawling/";

    private readonly ConcurrentDictionary<string, HttpTransportOptions> _options = new(StringComparer.Ordinal);

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

    private static SocketsHttpHandler Create(HttpTransportOptions options) => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        UseProxy = false,
        RequestHeaderEncodingSelector = static (_, _) => Encoding.UTF8,
        ActivityHeadersPropagator = null,
        EnableMultipleHttp2Connections = true,
        ConnectTimeout = options.ConnectTimeout,
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(60),

        // The handler lives as long as its host; a connection must not, or it would never see that a name has moved.
        PooledConnectionLifetime = TimeSpan.FromMinutes(15),
        ConnectCallback = options.ConnectAsync,
        SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = options.ValidateCertificate },
    };
}
