using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace Crawling.Benchmarks;

/// <summary>The crawl of a plan, in a process of its own, so that its memory is the crawler's alone.</summary>
internal static class FaultCrawl
{
    public const string Command = "crawl-faults";

    public static async Task RunAsync(string planFile, string reportFile)
    {
        var plan = JsonSerializer.Deserialize<FaultPlan>(await File.ReadAllBytesAsync(planFile))!;
        using var certificate = X509CertificateLoader.LoadCertificate(plan.Certificate);
        var options = new CrawlerOptions { ConnectTo = new(plan.ConnectTo) };
        foreach (var host in plan.ConnectTo.Keys.Select(address => address.Split(':')[0]))
        {
            options.TrustedCertificates[host] = certificate;
        }

        // The log of faults would be longer than the table.
        await using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        await using var process = new CrawlerProcess(options, services);
        var spider = new FaultSpider(plan);
        _ = process.Crawl(spider);
        var result = (await process.RunAsync()).Single();
        var statistics = result.Statistics.Where(entry => entry.Value is long).ToDictionary(entry => entry.Key, entry => (long)entry.Value);
        var report = new FaultReport(result.Reason.Name, spider.HealthyPages, spider.LastHealthy, statistics);
        await File.WriteAllBytesAsync(reportFile, JsonSerializer.SerializeToUtf8Bytes(report));
    }
}
