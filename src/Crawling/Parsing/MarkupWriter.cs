using System.Text;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html;
using AngleSharp.Html.Dom;

namespace Crawling.Parsing;

/// <summary>Writes a node as markup, in time linear to its size: AngleSharp's own way looks for each next sibling from the first one on.</summary>
internal static class MarkupWriter
{
    public static string Write(INode node, IMarkupFormatter formatter)
    {
        var output = new StringBuilder();
        Write(node, formatter, output);
        return output.ToString();
    }

    private static void Write(INode node, IMarkupFormatter formatter, StringBuilder output)
    {
        switch (node)
        {
            case IElement element:
                WriteElement(element, formatter, output);
                break;
            case IComment comment:
                output.Append(formatter.Comment(comment));
                break;
            case IProcessingInstruction instruction:
                output.Append(formatter.Processing(instruction));
                break;
            case ICharacterData text:
                var isLiteral = text.Parent is { } parent && parent.Flags.HasFlag(NodeFlags.LiteralText);
                output.Append(isLiteral ? formatter.LiteralText(text) : formatter.Text(text));
                break;
            case IDocumentType type:
                output.Append(formatter.Doctype(type));
                break;
            default:
                WriteChildren(node, formatter, output);
                break;
        }
    }

    private static void WriteElement(IElement element, IMarkupFormatter formatter, StringBuilder output)
    {
        var isVoid = formatter is HtmlMarkupFormatter ? element.Flags.HasFlag(NodeFlags.SelfClosing) : !element.HasChildNodes;
        output.Append(formatter.OpenTag(element, isVoid));
        if (!isVoid)
        {
            WriteChildren(element is IHtmlTemplateElement template ? template.Content : element, formatter, output);
        }

        output.Append(formatter.CloseTag(element, isVoid));
    }

    private static void WriteChildren(INode node, IMarkupFormatter formatter, StringBuilder output)
    {
        var children = node.ChildNodes;
        for (var i = 0; i < children.Length; i++)
        {
            Write(children[i], formatter, output);
        }
    }
}
