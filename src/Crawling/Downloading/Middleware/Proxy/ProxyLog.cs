using Crawling.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Crawling.Downloading;

internal static partial class ProxyLog
{
    [LoggerMessage(EventIds.Downloading + 50, LogLevel.Warning, "The proxy {Proxy} rests for {Rest}: {Reason}")]
    public static partial void Rests(ILogger logger, string proxy, TimeSpan rest, string reason);

    [LoggerMessage(EventIds.Downloading + 51, LogLevel.Debug, "All proxies of proxy:pool rest; {Request} waits for {Wait}")]
    public static partial void Waits(ILogger logger, Request request, TimeSpan wait);
}
