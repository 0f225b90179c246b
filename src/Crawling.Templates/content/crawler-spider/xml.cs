using Crawling;

namespace Spiders;

/// <summary>Takes the entries of an XML feed.</summary>
public sealed partial class NewSpider : XmlFeedSpider
{
    public sealed partial record Entry([XPath("title/text()")] string? Title, [XPath("link/text()")] string? Link) : Item;

    public override IEnumerable<string> StartUrls => ["https://example.com/"];

    protected override string NodeName => "item";

    protected override async IAsyncEnumerable<Output> ParseNodeAsync(Response response, Selector node)
    {
        yield return node.Extract<Entry>();
    }
}
