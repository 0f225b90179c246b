using Crawling.Tests.Sites;

namespace Crawling.Benchmarks;

/// <summary>A page of the documentation of Python (Debian's python3-doc), else, where that is not installed, a page of the project template.</summary>
internal static class SamplePage
{
    private static readonly HeaderList Headers = new() { { "Content-Type", "text/html; charset=utf-8" } };

    public static string File { get; } = DocumentationSite.Folder is { } folder
        ? Path.Combine(folder, "library", "glob.html")
        : Path.Combine(PublishedCrawler.Repository, "src", "Crawling.Templates", "content", "crawler", "tests", "pages", "quotes.html");

    public static Url Url { get; } = "https://docs.example.org/3/library/glob.html";

    private static byte[] Body { get; } = System.IO.File.ReadAllBytes(File);

    /// <summary>As it comes from the downloader: nothing of it has been read.</summary>
    public static Response Fresh() => new(Url, headers: Headers, body: Body);
}
