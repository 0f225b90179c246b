using Crawling.Downloading;
using Crawling.Scheduling;

namespace Crawling.Tests.Scheduling;

public sealed class SeenUrlsTests
{
    private static readonly Url Page = "http://site.example/page";

    private readonly SeenUrls _seen = new();

    [Fact]
    public void A_request_for_a_URL_that_the_frontier_has_seen_is_known()
    {
        _seen.Add(FrontierRequest.Of(new Request(Page), Hop.First));

        Assert.True(_seen.Contains(new Request(Url.Parse(Page.Href))));
        Assert.False(_seen.Contains(new Request("http://site.example/other")));
    }

    [Fact]
    public void More_than_a_URL_is_left_to_the_frontier()
    {
        _seen.Add(FrontierRequest.Of(new Request(Page), Hop.First));

        Assert.False(_seen.Contains(new Request(Page) { DontFilter = true }));
        Assert.False(_seen.Contains(new Request(Page) { Method = "POST" }));
        Assert.False(_seen.Contains(new Request(Page) { Body = new byte[1] }));
    }

    [Fact]
    public void What_goes_past_the_filter_makes_nothing_known()
    {
        _seen.Add(FrontierRequest.Of(new Request(Page) { DontFilter = true }, Hop.First));
        _seen.Add(FrontierRequest.Of(new Request(Page) { Method = "HEAD" }, Hop.First));

        Assert.False(_seen.Contains(new Request(Page)));
    }
}
