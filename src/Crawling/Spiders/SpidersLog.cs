using Crawling.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Crawling.Spiders;

internal static partial class SpidersLog
{
    [LoggerMessage(EventIds.Spiders + 1, LogLevel.Debug, "{Url} lists {Entries} addresses, and {OtherHosts} of other hosts that are left out.")]
    public static partial void ReadSitemap(ILogger logger, string url, int entries, int otherHosts);

    [LoggerMessage(EventIds.Spiders + 2, LogLevel.Warning, "The sitemaps of {Url} are not followed: it lies {Depth} links deep (MaxSitemapDepth).")]
    public static partial void TooDeep(ILogger logger, string url, int depth);

    [LoggerMessage(EventIds.Spiders + 3, LogLevel.Warning, "Row {Row} of {Url} is passed over: it has {Fields} fields, its header {Columns}.")]
    public static partial void OddRow(ILogger logger, long row, string url, int fields, int columns);
}
