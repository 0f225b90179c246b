using System.Net;

namespace Crawling.Downloading;

/// <summary>URLs of proxies.</summary>
internal static class ProxyAddress
{
    /// <summary>What an error says a proxy must be.</summary>
    public const string Form = "an address as http://user:password@host:port, with http, https, socks4, socks4a or socks5";

    private const int SocksPort = 1080;

    public static bool IsDirect(Url url) => url.Scheme == "direct";

    public static bool IsProxy(Url url) =>
        SchemeOf(url) is not null && url.Host.Length > 0 && url.Path is "" or "/" && url.Query.Length == 0 && url.Port != 0;

    /// <summary>For logs and errors: without user name and password.</summary>
    public static string NameOf(Url proxy) => $"{proxy.Scheme}://{proxy.Parts.HostAndPort}";

    public static IWebProxy ToWebProxy(Url proxy)
    {
        var address = new UriBuilder(SchemeOf(proxy), proxy.Host, proxy switch
        {
            { Port: > 0 and var port } => port,
            { Scheme: "http" } => 80,
            { Scheme: "https" } => 443,
            _ => SocksPort,
        });
        return new WebProxy(address.Uri) { Credentials = CredentialsOf(proxy) };
    }

    public static NetworkCredential? CredentialsOf(Url proxy) => proxy.Parts.UserInfo.IsEmpty
        ? null
        : new NetworkCredential(Uri.UnescapeDataString(proxy.UserName), Uri.UnescapeDataString(proxy.Password));

    /// <summary>As System.Net.Http knows it; its socks5 leaves names to the proxy, which curl calls socks5h.</summary>
    private static string? SchemeOf(Url proxy) => proxy.Scheme switch
    {
        "http" or "https" or "socks4" or "socks4a" or "socks5" => proxy.Scheme,
        "socks" or "socks5h" => "socks5",
        _ => null,
    };
}
