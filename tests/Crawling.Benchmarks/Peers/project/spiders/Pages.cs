using Crawling;

/// <summary>What each crawler of the comparison takes of a page.</summary>
public sealed record Page(string Url, string Title, int Links) : Item;

/// <summary>Follows all links of the hosts that it starts with: <c>-a start=URL,URL</c>.</summary>
public abstract class SiteSpider : Spider
{
    public string[] Start { get; set; } = [];

    public override IEnumerable<string> StartUrls => Start;

    public override IReadOnlyCollection<string> AllowedDomains => [.. Start.Select(url => ((Url)url).Host)];
}

/// <summary>Asks for elements, which takes a tree.</summary>
public sealed class Tree : SiteSpider
{
    public override async IAsyncEnumerable<Output> ParseAsync(Response response)
    {
        if (!response.IsHtml)
        {
            yield break;
        }

        var links = response.Css("a[href]");
        yield return new Page(response.Url, response.Css("title::text").Get() ?? "", links.Count);
        foreach (var request in response.FollowAll(links).DistinctBy(request => request.Url))
        {
            yield return request;
        }
    }
}

/// <summary>Asks for values, which are read without a tree.</summary>
public sealed class Values : SiteSpider
{
    public override async IAsyncEnumerable<Output> ParseAsync(Response response)
    {
        if (!response.IsHtml)
        {
            yield break;
        }

        var references = response.Css("a::attr(href)").GetAll();
        yield return new Page(response.Url, response.Css("title::text").Get() ?? "", references.Count);
        foreach (var request in response.FollowAll(references).DistinctBy(request => request.Url))
        {
            yield return request;
        }
    }
}

/// <summary>Asks for the links.</summary>
public sealed class Links : SiteSpider
{
    public override async IAsyncEnumerable<Output> ParseAsync(Response response)
    {
        if (!response.IsHtml)
        {
            yield break;
        }

        var links = response.Links();
        yield return new Page(response.Url, response.Css("title::text").Get() ?? "", links.Count);
        foreach (var request in response.FollowAll(links))
        {
            yield return request;
        }
    }
}
