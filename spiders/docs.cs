using Crawling;

namespace Spiders;

/// <summary>Every page of a site: <c>-a start=URL</c> says which. Takes the title and the number of links of each.</summary>
public sealed class Docs : Spider
{
    public sealed record Page(string Url, string Title, int Links) : Item;

    public string Start { get; set; } = "";

    public override IEnumerable<string> StartUrls => [Start];

    public override async IAsyncEnumerable<Output> ParseAsync(Response response)
    {
        if (!response.IsHtml)
        {
            yield break;
        }

        var links = response.Links();
        yield return new Page(response.Url, response.Css("title::text").Get() ?? "", links.Count);

        foreach (var link in links.Where(link => link.Url.Origin == response.Url.Origin))
        {
            yield return new Request(link.Url);
        }
    }
}
