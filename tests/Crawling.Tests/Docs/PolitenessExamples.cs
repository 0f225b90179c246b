namespace Crawling.Tests;

/// <summary>The examples of docs/politeness.md, word for word.</summary>
internal static class PolitenessExamples
{
    public static void Limits(Crawler crawler)
    {
        crawler.Limits.ConcurrentRequests = 32;
        crawler.Limits.ConcurrentRequestsPerHost = 2;
        crawler.Limits.DownloadDelay = TimeSpan.FromSeconds(2);
        crawler.Limits.SetHost("*.example.org", new HostPaceOptions { Delay = TimeSpan.FromSeconds(30) });
        crawler.Limits.SetHost("slow.example.com", null);
    }
}
