using System.Text;
using System.Xml;
using Crawling.Parsing;

namespace Crawling.Sitemaps;

/// <summary>Reads a sitemap in XML, an RSS or an Atom feed. Elements are known by their local names, as many sites get the namespace wrong; but
/// one of another namespace than its entry's belongs to an extension.</summary>
internal sealed class SitemapXml(SitemapEntries entries)
{
    private const int MaximumDepth = 32;

    private readonly StringBuilder _text = new();
    private readonly char[] _buffer = new char[1024];
    private readonly Dictionary<string, string> _fields = new(StringComparer.Ordinal);
    private readonly List<string> _alternates = [];
    private string? _entryName;
    private string? _entrySpace;
    private int _entryDepth;
    private string? _field;

    public void Read(TextReader text)
    {
        try
        {
            using var xml = SafeXml.Open(text);
            while (xml.Read() && xml.Depth <= MaximumDepth && Take(xml))
            {
            }
        }
        catch (XmlException)
        {
            // What stands before the break is kept.
        }

        EndEntry();
    }

    /// <summary>False if it is no sitemap.</summary>
    private bool Take(XmlReader xml)
    {
        switch (xml.NodeType)
        {
            case XmlNodeType.Element when xml.Depth == 0:
                _entryName = EntryNameOf(xml.LocalName);
                entries.IsIndex = _entryName == "sitemap";
                return _entryName is not null;
            case XmlNodeType.Element when _entrySpace is null && xml.LocalName == _entryName && !xml.IsEmptyElement:
                (_entrySpace, _entryDepth) = (xml.NamespaceURI, xml.Depth);
                break;
            case XmlNodeType.Element when _entrySpace is not null && xml.Depth == _entryDepth + 1:
                StartField(xml);
                break;
            case XmlNodeType.Text or XmlNodeType.CDATA when _field is not null && xml.Depth == _entryDepth + 2:
                ReadText(xml);
                break;
            case XmlNodeType.EndElement when _field is not null && xml.Depth == _entryDepth + 1:
                EndField(_field);
                break;
            case XmlNodeType.EndElement when _entrySpace is not null && xml.Depth == _entryDepth:
                EndEntry();
                break;
        }

        return true;
    }

    private static string? EntryNameOf(string root) => root switch
    {
        "urlset" => "url",
        "sitemapindex" => "sitemap",
        "rss" or "RDF" => "item",
        "feed" => "entry",
        _ => null,
    };

    private void StartField(XmlReader xml)
    {
        if (xml.LocalName == "link" && xml.GetAttribute("href") is { } href && IsAlternate(xml))
        {
            TakeLink(href);
        }
        else if (xml.NamespaceURI == _entrySpace && !xml.IsEmptyElement)
        {
            _field = xml.LocalName;
            _text.Clear();
        }
    }

    private void EndField(string name)
    {
        if (_text.Length > 0)
        {
            _fields.TryAdd(name, _text.ToString());
        }

        _field = null;
    }

    // In Atom a link without rel is an alternate (RFC 4287, section 4.2.7.2), and that is the page itself.
    private bool IsAlternate(XmlReader xml) => xml.GetAttribute("rel") is { } rel
        ? rel.Split(' ').Contains("alternate", StringComparer.OrdinalIgnoreCase)
        : _entryName == "entry";

    private void TakeLink(string href)
    {
        if (_entryName == "url")
        {
            _alternates.Add(href);
        }
        else if (_entryName == "entry")
        {
            _fields.TryAdd("link", href);
        }
    }

    /// <summary>Only as much of it as may be used.</summary>
    private void ReadText(XmlReader xml)
    {
        int read;
        while ((read = xml.ReadValueChunk(_buffer, 0, _buffer.Length)) > 0)
        {
            if (_text.Length <= SitemapEntries.LongestText)
            {
                _text.Append(_buffer, 0, read);
            }
        }
    }

    private void EndEntry()
    {
        entries.Add(
            Field("loc") ?? Field("link"),
            Field("lastmod") ?? Field("updated") ?? Field("published") ?? Field("pubDate"),
            Field("changefreq"),
            Field("priority"),
            _alternates);
        _fields.Clear();
        _alternates.Clear();
        (_entrySpace, _field) = (null, null);
    }

    private string? Field(string name) => _fields.GetValueOrDefault(name);
}
