using System.Security;
using System.Text;
using AngleSharp;
using AngleSharp.Dom;

namespace Crawling.Parsing;

/// <summary>The syntax of XML, for trees that were read from it.</summary>
internal sealed class XmlFormatter : IMarkupFormatter
{
    public static IMarkupFormatter Instance { get; } = new XmlFormatter();

    public string Text(ICharacterData text) => text.Data.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    public string LiteralText(ICharacterData text) => Text(text);

    public string Comment(IComment comment) => $"<!--{comment.Data}-->";

    public string Processing(IProcessingInstruction processing) => $"<?{processing.Target} {processing.Data}?>";

    public string Doctype(IDocumentType doctype) => "";

    public string OpenTag(IElement element, bool selfClosing)
    {
        var tag = new StringBuilder().Append('<').Append(NameOf(element));
        foreach (var attribute in element.Attributes)
        {
            tag.Append(' ').Append(attribute.Name).Append("=\"").Append(SecurityElement.Escape(attribute.Value)).Append('"');
        }

        return tag.Append(selfClosing ? "/>" : ">").ToString();
    }

    public string CloseTag(IElement element, bool selfClosing) => selfClosing ? "" : $"</{NameOf(element)}>";

    private static string NameOf(IElement element) =>
        string.IsNullOrEmpty(element.Prefix) ? element.LocalName : $"{element.Prefix}:{element.LocalName}";
}
