using System.Net;

namespace Crawling.Downloading;

/// <summary>The proxies that environment variables tell, as curl and most other programs read them.</summary>
internal sealed class ProxyEnvironment
{
    private readonly Url? _http;
    private readonly Url? _https;
    private readonly ProxyBypass _bypass;

    /// <exception cref="SettingsException">A variable holds something else than a proxy.</exception>
    public ProxyEnvironment(Func<string, string?> variable)
    {
        // Whoever calls a CGI program sets HTTP_PROXY by a header "Proxy" (CVE-2016-5385).
        var isCgi = !string.IsNullOrEmpty(variable("REQUEST_METHOD")) || !string.IsNullOrEmpty(variable("GATEWAY_INTERFACE"));
        var all = Read("all_proxy", "ALL_PROXY");
        _http = Read("http_proxy", isCgi ? null : "HTTP_PROXY") ?? all;
        _https = Read("https_proxy", "HTTPS_PROXY") ?? all;
        _bypass = new ProxyBypass((ValueOf("no_proxy", "NO_PROXY") ?? "").Split([',', ' ', '\t']));

        Url? Read(string name, string? upperCase) => ValueOf(name, upperCase) is not { } text ? null
            : Url.TryParse(text.Contains("://", StringComparison.Ordinal) ? text : $"http://{text}", null, out var url) && ProxyAddress.IsProxy(url) ? url
            : throw new SettingsException(
                $"environment: '{name}' is '{Configuration.Secrets.Mask(text)}' but must be {ProxyAddress.Form} (or set proxy:environment to false).");

        string? ValueOf(string name, string? upperCase) =>
            variable(name) is { Length: > 0 } value ? value
            : upperCase is not null && variable(upperCase) is { Length: > 0 } other ? other
            : null;
    }

    /// <summary>Never one for this machine itself.</summary>
    public Url? ProxyFor(Url url)
    {
        var proxy = url.Scheme == "https" ? _https : _http;
        return proxy is null || IsThisMachine(url.Host) || _bypass.Contains(url) ? null : proxy;
    }

    private static bool IsThisMachine(string host) =>
        host == "localhost" || (ProxyBypass.AddressOf(host) is { } address && IPAddress.IsLoopback(address));
}
