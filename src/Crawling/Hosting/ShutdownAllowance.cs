using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Crawling;

/// <summary>Makes a host wait at its stop until the crawls have come to their end.</summary>
internal sealed class ShutdownAllowance(IOptions<CrawlerOptions> crawls) : IPostConfigureOptions<HostOptions>
{
    /// <summary>For what a crawl does after its deadline: closing pipelines and feeds.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(15);

    public void PostConfigure(string? name, HostOptions options)
    {
        try
        {
            Cover(options, crawls.Value.Close.Deadline);
        }
        catch (SettingsException)
        {
            // The host reads its options when it is built; that the crawler's cannot be used comes up when it starts.
        }
    }

    /// <summary>A spider may have a deadline of its own, which is known once it has been made.</summary>
    public static void Cover(HostOptions host, TimeSpan deadline)
    {
        if (host.ShutdownTimeout != Timeout.InfiniteTimeSpan && host.ShutdownTimeout < deadline + Margin)
        {
            host.ShutdownTimeout = deadline + Margin;
        }
    }
}
