namespace Crawling.Benchmarks;

/// <summary>Takes title and links of a page, and adds the links of its host.</summary>
internal interface IPageReader
{
    (string Title, int Links) Read(string url, byte[] body, BareFrontier frontier);

    static IPageReader Named(string name) => name == "tree" ? new TreeReader() : new ScanReader();
}
