using System.Text;

namespace Crawling.Parsing;

/// <summary>
/// Finds the links of an HTML page and its base in one pass over UTF-8 bytes, without a tree. Where only tree construction (HTML standard,
/// section 13.2.6) could tell which elements there are, in which order and with which text, it gives up.
/// </summary>
internal ref struct LinkScanner(ReadOnlySpan<byte> html)
{
    private readonly ReadOnlySpan<byte> _html = html;
    private MarkupReader _reader = new(html);
    private readonly LinkContent _content = new();
    private LinkSurroundings _around;
    private bool _inLink;

    /// <summary>The links as written, in order.</summary>
    public List<ScannedLink> Links { get; } = [];

    /// <summary>The pieces of text of all links, one after the other.</summary>
    public List<Range> Texts { get; } = [];

    /// <summary>The href of the first base element that has one, as written.</summary>
    public Range? Base { get; private set; }

    /// <summary>Whether the page could be read without a tree.</summary>
    public bool TryScan()
    {
        // Where U+0000 goes depends on the tree.
        if (_html.Contains((byte)0))
        {
            return false;
        }

        while (_reader.Read())
        {
            var isPlain = _reader.Token switch
            {
                MarkupToken.Text => Text(),
                MarkupToken.StartTag => Start(TagNames.KindOf(_reader.Name)),
                MarkupToken.EndTag => End(TagNames.KindOf(_reader.Name)),

                // Text in foreign content, a comment elsewhere: where that begins and ends is the tree's to tell.
                _ => false,
            };
            if (!isPlain)
            {
                return false;
            }
        }

        return !_inLink || _content.MayEnd;
    }

    private bool Text()
    {
        if (_inLink)
        {
            Texts.Add(_reader.TextStart..(_reader.TextStart + _reader.Text.Length));
            var link = Links[^1];
            Links[^1] = link with { TextCount = link.TextCount + 1 };
        }

        return true;
    }

    private bool Start(TagKind kind)
    {
        var name = _reader.Name;
        if (kind is TagKind.Anchor or TagKind.Area)
        {
            return _around.MayHoldLink && StartLink(kind);
        }

        if (kind is TagKind.Base)
        {
            return _around.MayHoldLink && StartBase();
        }

        if (kind is TagKind.Svg)
        {
            while (_reader.ReadAttribute(out _, out _))
            {
            }

            return _around.TryStartSvg(_reader.IsSelfClosing);
        }

        _reader.SkipAttributes();
        if (_around.InSvg)
        {
            return _around.TryStartInSvg(kind, name);
        }

        return (!_inLink || _content.TryStart(kind, name, _around.MayHaveParagraph)) && _around.TryStart(kind) && SkipContent(kind, name);
    }

    private bool End(TagKind kind)
    {
        var name = _reader.Name;
        _reader.SkipAttributes();
        if (_around.InSvg)
        {
            return _around.TryEndInSvg(kind, name);
        }

        if (_inLink && kind is TagKind.Anchor)
        {
            _inLink = false;
            return _content.MayEnd;
        }

        _around.End(kind);
        return !_inLink || _content.TryEnd(name);
    }

    private bool StartLink(TagKind kind)
    {
        if (kind is TagKind.Anchor && _inLink)
        {
            if (!_content.MayEnd)
            {
                return false;
            }

            _inLink = false;
        }

        var link = new ScannedLink(default, default, Texts.Count, 0);
        var hasTarget = false;
        var hasRelation = false;
        while (_reader.ReadAttribute(out var name, out var value))
        {
            // Of two attributes of one name the first counts.
            if (!hasTarget && TagNames.Is(name, "href"u8))
            {
                hasTarget = true;
                link = link with { Target = RangeOf(value) };
            }
            else if (!hasRelation && TagNames.Is(name, "rel"u8))
            {
                hasRelation = true;
                link = link with { Relation = RangeOf(value) };
            }
        }

        if (hasTarget && _reader.IsClosed)
        {
            if (kind is TagKind.Area && _inLink)
            {
                // Its place in the list is behind the link that it is in, whose text goes on.
                return false;
            }

            Links.Add(link);
            _inLink = kind is TagKind.Anchor;
            _content.Begin();
        }

        return true;
    }

    private bool StartBase()
    {
        while (_reader.ReadAttribute(out var name, out var value))
        {
            if (Base is null && TagNames.Is(name, "href"u8))
            {
                Base = RangeOf(value);
            }
        }

        return !_inLink && _reader.IsClosed;
    }

    private bool SkipContent(TagKind kind, ReadOnlySpan<byte> name)
    {
        if (kind is not (TagKind.RawText or TagKind.PlainText or TagKind.Script))
        {
            return true;
        }

        var content = _reader.ReadContent(name);

        // In a script, "<!--" and "<script" together hide an end tag.
        return kind is not TagKind.Script
            || content.IndexOf("<!--"u8) < 0
            || !Encoding.Latin1.GetString(content).Contains("<script", StringComparison.OrdinalIgnoreCase);
    }

    private readonly Range RangeOf(ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty)
        {
            return default;
        }

        _html.Overlaps(value, out var start);
        return start..(start + value.Length);
    }
}
