using AngleSharp.Html.Parser;

namespace Crawling.Benchmarks;

/// <summary>By the tree of AngleSharp, the one that the crawler uses.</summary>
internal sealed class TreeReader : IPageReader
{
    private readonly HtmlParser _parser = new();

    public (string Title, int Links) Read(string url, byte[] body, BareFrontier frontier)
    {
        using var document = _parser.ParseDocument(System.Text.Encoding.UTF8.GetString(body));
        var page = new Uri(url);
        var anchors = document.QuerySelectorAll("a[href]");
        foreach (var anchor in anchors)
        {
            if (Uri.TryCreate(page, anchor.GetAttribute("href"), out var target) && target.Scheme == page.Scheme && target.Authority == page.Authority)
            {
                frontier.Add(target.GetLeftPart(UriPartial.Query));
            }
        }

        return (document.Title ?? "", anchors.Length);
    }
}
