namespace Crawling.Downloading;

/// <summary>What goes wrong at a proxy, before it comes to the target.</summary>
internal static class ProxyFailure
{
    public static DownloadException Unreachable(string proxy, Exception error) =>
        new(FailureReason.ProxyFailure, $"The proxy {proxy} cannot be reached: {error.Message}", error) { IsProxyDown = true };

    public static DownloadException WantsCredentials(Url proxy) => new(
        FailureReason.ProxyFailure,
        proxy.Parts.UserInfo.IsEmpty
            ? $"The proxy {ProxyAddress.NameOf(proxy)} wants a user name and a password (status 407)."
            : $"The proxy {ProxyAddress.NameOf(proxy)} refuses its user name and password (status 407).")
    {
        IsProxyDown = true,
    };

    /// <summary>The failure as the proxy's, unless it is the target's certificate or has been told already.</summary>
    public static DownloadException BeforeSending(Url proxy, DownloadException failure) =>
        failure.IsProxyDown || failure.Reason is FailureReason.Tls or FailureReason.BlockedAddress ? failure
        : HttpFailure.IsTunnelUnauthorized(failure.InnerException) ? WantsCredentials(proxy)
        : new(FailureReason.ProxyFailure, $"No way through the proxy {ProxyAddress.NameOf(proxy)}: {failure.Message}", failure);
}
