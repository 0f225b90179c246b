using System.Diagnostics;
using System.Runtime.CompilerServices;
using Crawling.Tests.Sites;
using Spiders;

namespace Crawling.Tests;

public sealed class DocumentationSiteTests
{
    [DocumentationFact]
    public async Task The_pages_of_a_real_site_are_those_an_independent_script_finds_and_the_same_again()
    {
        await using var site = await NginxSite.StartAsync(DocumentationSite.Folder!);
        var start = site.Address + "/index.html";

        var expected = await ClosureAsync(start);
        var first = await CrawlAsync(start);
        var second = await CrawlAsync(start);

        Assert.True(expected.Count > 100, $"The site has {expected.Count} pages only.");
        Assert.Equal(expected, first);
        Assert.Equal(expected, second);
    }

    private static async Task<List<string>> CrawlAsync(string start)
    {
        await using var process = new CrawlerProcess();
        var pages = await process.ItemsAsync<Docs>(new Dictionary<string, string> { ["start"] = start }).Cast<Docs.Page>().ToListAsync();
        return [.. pages.Select(page => page.Url).Order(StringComparer.Ordinal)];
    }

    private static async Task<List<string>> ClosureAsync(string start)
    {
        using var script = Process.Start(new ProcessStartInfo(DocumentationFactAttribute.Python!, [Script(), start]) { RedirectStandardOutput = true })!;
        var output = await script.StandardOutput.ReadToEndAsync();
        await script.WaitForExitAsync();
        Assert.Equal(0, script.ExitCode);
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)];
    }

    private static string Script([CallerFilePath] string path = "") => Path.Combine(Path.GetDirectoryName(path)!, "Sites", "closure.py");
}
