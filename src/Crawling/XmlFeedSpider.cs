using Crawling.Parsing;

namespace Crawling;

/// <summary>A spider that takes the elements of XML feeds one by one, so that only one of them is in memory as a tree.</summary>
public abstract class XmlFeedSpider : Spider
{
    /// <summary>The name of the elements: with its prefix as it is written, or without any whatever their prefix is. Default: item.</summary>
    protected virtual string NodeName => "item";

    /// <summary>Reads a feed, the response of every request without a callback. What stands before a break is taken; a DTD is passed over, its
    /// entities are unknown.</summary>
    /// <exception cref="System.Xml.XmlException">It is not well-formed, or nested more than 512 deep.</exception>
    public sealed override async IAsyncEnumerable<Output> ParseAsync(Response response)
    {
        foreach (var node in XmlNodes.Read(response, NodeName))
        {
            await foreach (var output in ParseNodeAsync(response, node))
            {
                yield return output;
            }
        }
    }

    /// <summary>Takes items and further requests from an element: <c>node.XPath("title/text()")</c>.</summary>
    protected abstract IAsyncEnumerable<Output> ParseNodeAsync(Response response, Selector node);
}
