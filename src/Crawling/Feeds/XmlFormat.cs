using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Xml;

namespace Crawling.Feeds;

/// <summary>XML 1.0: an element a field, a <c>value</c> for each element of a list. A field name that is no XML name is written with
/// <c>_xHHHH_</c> escapes (ISO 9075-14), a character that XML cannot hold as U+FFFD.</summary>
internal sealed class XmlFormat(Stream output) : IFeedFormat, IDisposable
{
    private static readonly SearchValues<char> Illegal = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(control => (char)control).Except(['\t', '\n', '\r']), '\uFFFE', '\uFFFF']);

    private readonly XmlWriter _writer = XmlWriter.Create(output, new XmlWriterSettings
    {
        ConformanceLevel = ConformanceLevel.Fragment,
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        NewLineHandling = NewLineHandling.Entitize,
    });

    public void Continue(Stream file)
    {
    }

    public void Write(HeldItem item, bool first)
    {
        if (first)
        {
            WriteOpening();
        }

        using var json = JsonDocument.Parse(item.Json);
        WriteElement("item", json.RootElement);
        _writer.Flush();
        output.WriteByte((byte)'\n');
    }

    public void Close(bool empty)
    {
        if (empty)
        {
            WriteOpening();
        }

        output.Write("</items>\n"u8);
    }

    public void Dispose() => _writer.Dispose();

    private void WriteOpening() => output.Write("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<items>\n"u8);

    private void WriteElement(string name, JsonElement value)
    {
        _writer.WriteStartElement(name.Length > 0 ? XmlConvert.EncodeLocalName(name) : "_");
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var field in value.EnumerateObject())
                {
                    WriteElement(field.Name, field.Value);
                }

                break;
            case JsonValueKind.Array:
                foreach (var element in value.EnumerateArray())
                {
                    WriteElement("value", element);
                }

                break;
            case JsonValueKind.String:
                _writer.WriteString(Legal(value.GetString()!));
                break;
            case JsonValueKind.Null:
                break;
            default:
                _writer.WriteString(value.GetRawText());
                break;
        }

        _writer.WriteEndElement();
    }

    private static string Legal(string text) => text.AsSpan().ContainsAny(Illegal)
        ? string.Create(text.Length, text, static (legal, text) => text.AsSpan().ReplaceAny(legal, Illegal, '\uFFFD'))
        : text;
}
