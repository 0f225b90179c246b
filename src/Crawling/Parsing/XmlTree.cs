using System.Text;
using System.Xml;
using AngleSharp.Dom;

namespace Crawling.Parsing;

/// <summary>Parses XML into the same kind of tree as HTML.</summary>
internal static class XmlTree
{
    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    /// <exception cref="XmlException">It is not well-formed, has a DTD, is nested too deep, or has too many elements.</exception>
    public static IDocument Parse(string xml)
    {
        // A declaration must be the very first thing, yet feeds often begin with a blank line.
        using var reader = XmlReader.Create(new StringReader(xml.TrimStart()), Settings);
        return Read(reader);
    }

    /// <summary>Reads to the end of a document or of an element.</summary>
    /// <exception cref="XmlException">It is not well-formed, is nested too deep, or has too many elements.</exception>
    public static IDocument Read(XmlReader reader)
    {
        var document = HtmlTree.Parse("");
        while (document.FirstChild is { } child)
        {
            document.RemoveChild(child);
        }

        Read(reader, document);
        return document;
    }

    private static void Read(XmlReader reader, IDocument document)
    {
        INode parent = document;
        var text = new StringBuilder();
        var elements = 0;
        while (reader.Read())
        {
            if (IsText(reader.NodeType))
            {
                text.Append(reader.Value);
                continue;
            }

            AddText(document, parent, text);
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    var empty = reader.IsEmptyElement;
                    CheckDepth(reader);
                    CheckCount(++elements, reader);
                    var element = Named(reader, () => ReadElement(reader, document));
                    parent.AppendChild(element);
                    parent = empty ? parent : element;
                    break;
                case XmlNodeType.EndElement:
                    parent = parent.Parent!;
                    break;
                case XmlNodeType.Comment:
                    parent.AppendChild(document.CreateComment(reader.Value));
                    break;
                case XmlNodeType.ProcessingInstruction:
                    parent.AppendChild(Named(reader, () => document.CreateProcessingInstruction(reader.Name, reader.Value)));
                    break;
            }
        }
    }

    private static bool IsText(XmlNodeType type) =>
        type is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace;

    private static void AddText(IDocument document, INode parent, StringBuilder text)
    {
        if (text.Length > 0 && parent != document)
        {
            parent.AppendChild(document.CreateTextNode(text.ToString()));
        }

        text.Clear();
    }

    private static IElement ReadElement(XmlReader reader, IDocument document)
    {
        var element = document.CreateElement(reader.NamespaceURI, reader.Name);
        while (reader.MoveToNextAttribute())
        {
            element.SetAttribute(reader.NamespaceURI, reader.Name, reader.Value);
        }

        return element;
    }

    public static void CheckDepth(XmlReader reader)
    {
        if (reader.Depth >= HtmlTree.MaximumDepth)
        {
            throw At(reader, $"Elements are nested more than {HtmlTree.MaximumDepth} deep.");
        }
    }

    /// <summary>The tree is stricter with names than the reader: it takes no element <c>xmlns</c>.</summary>
    private static T Named<T>(XmlReader reader, Func<T> make)
    {
        var name = reader.Name;
        try
        {
            return make();
        }
        catch (DomException error)
        {
            throw At(reader, $"In '{name}' is a name that XML does not allow.", error);
        }
    }

    private static void CheckCount(int elements, XmlReader reader)
    {
        if (elements > GrowthGuard.Most)
        {
            throw At(reader, $"There are more than {GrowthGuard.Most} elements.");
        }
    }

    private static XmlException At(XmlReader reader, string problem, Exception? cause = null)
    {
        var (line, column) = reader is IXmlLineInfo place ? (place.LineNumber, place.LinePosition) : (0, 0);
        return new XmlException(problem, cause, line, column);
    }
}
