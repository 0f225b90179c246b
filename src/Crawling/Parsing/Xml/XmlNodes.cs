using System.Xml;

namespace Crawling.Parsing;

/// <summary>Reads the elements of a name from an XML response, one after the other; those within each other as one.</summary>
internal static class XmlNodes
{
    private static readonly Tree Tree = new(XmlFormatter.Instance);

    /// <exception cref="XmlException">The response is not well-formed, or is nested too deep.</exception>
    public static IEnumerable<Selector> Read(Response response, string name)
    {
        using var text = XmlText.Open(response.Body, response.Headers["Content-Type"]);
        using var xml = SafeXml.Open(text);
        while (xml.Read())
        {
            XmlTree.CheckDepth(xml);
            if (xml.NodeType == XmlNodeType.Element && (xml.Name == name || xml.LocalName == name))
            {
                using var part = xml.ReadSubtree();
                yield return new Selector(XmlTree.Read(part).FirstChild!, Tree);
            }
        }
    }
}
