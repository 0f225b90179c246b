namespace Crawling.Tests;

/// <summary>The examples of docs/watching.md, word for word.</summary>
internal static class WatchingExamples
{
    public static async Task Snapshot(Crawler crawler)
    {
        var now = await crawler.SnapshotAsync(hosts: 10);
        Console.WriteLine($"{now.State}: {now.Queued} wait, {now.Active} in flight");
        foreach (var host in now.Hosts)
        {
            Console.WriteLine($"{host.Name}: {host.State}, {host.Queued} wait");
        }
    }
}
