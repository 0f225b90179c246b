using System.Diagnostics;
using System.Runtime.CompilerServices;
using Crawling.Parsing;
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

    [DocumentationFact]
    public async Task The_links_of_every_real_page_are_found_without_a_tree_and_are_those_of_the_tree()
    {
        var files = Directory.GetFiles(DocumentationSite.Folder!, "*.html", SearchOption.AllDirectories);
        foreach (var file in files)
        {
            var body = await File.ReadAllBytesAsync(file);
            Assert.True(ScannedPage.Scan(body) is not null, $"{file} takes a tree.");
            Assert.Equal(LinksOf(body, isTreeFirst: true), LinksOf(body, isTreeFirst: false));
        }
    }

    private static IReadOnlyList<Link> LinksOf(byte[] body, bool isTreeFirst)
    {
        var page = new Response("http://site.example/folder/page.html", body: body, headers: new HeaderList().Add("Content-Type", "text/html"));
        _ = isTreeFirst ? page.Document : null;
        return page.Links();
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
