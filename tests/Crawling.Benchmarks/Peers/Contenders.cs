using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Crawling.Benchmarks;

/// <summary>Who takes part in the comparison.</summary>
internal sealed class Contenders(string crawler, string workFolder)
{
    public const string BareTree = "bare loop, AngleSharp tree";
    public const string BareScan = "bare loop, scan of bytes";
    public const string Links = "crawler, Links()";
    public const string Tree = "crawler, Css elements (tree)";

    private static readonly string Folder = FolderOfThis();

    /// <summary>On one copy of the site.</summary>
    public IEnumerable<Contender> OfOneHost() =>
    [
        Bare(BareTree, "tree"),
        Crawler(Tree, BareTree, "tree"),
        Crawler("crawler, Css elements, --job", Tree, "tree", "--job"),
        Bare(BareScan, "scan"),
        Crawler("crawler, Css values (no tree)", BareScan, "values"),
        Crawler(Links, BareScan, "links"),
        Crawler("crawler, Links(), --job", Links, "links", "--job"),
        .. Scrapy(),
    ];

    /// <summary>On ten copies of the site under names of their own, long enough that start-up counts for little.</summary>
    public IEnumerable<Contender> OfTenHosts() =>
    [
        Bare(BareScan, "scan"),
        Crawler(Links, BareScan, "links"),
        Crawler("crawler, Links(), --job", Links, "links", "--job"),
    ];

    private static Contender Bare(string name, string reader) => new(
        name, null, int.MaxValue, (output, starts) => new ProcessStartInfo(Environment.ProcessPath!, [BareLoop.Command, reader, output, .. starts]));

    private Contender Crawler(string name, string reference, string spider, params string[] options) => new(name, reference, int.MaxValue, (output, starts) =>
    {
        var job = Path.Combine(workFolder, Path.GetRandomFileName());
        string[] withJob = options.Length > 0 ? [.. options, job] : [];
        return new ProcessStartInfo(crawler, ["crawl", spider, "-a", $"start={string.Join(',', starts)}", "-O", output, "--quiet", .. withJob])
        {
            WorkingDirectory = Path.Combine(Folder, "project"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
    });

    private static IEnumerable<Contender> Scrapy()
    {
        if (File.Exists("/usr/bin/scrapy"))
        {
            yield return new("Scrapy, LinkExtractor", Links, 1, (output, starts) => new("/usr/bin/python3", [Path.Combine(Folder, "scrapy_peer.py"), output, .. starts]));
        }
    }

    private static string FolderOfThis([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
