using System.Runtime.InteropServices;
using System.Text;

namespace Crawling.Parsing;

/// <summary>
/// Finds the links of an HTML page, its base, its title and what else its head says, in one pass over UTF-8 bytes and without a tree. Where only
/// tree construction (HTML standard, section 13.2.6) could tell which elements there are, in which order and with which text, it gives up.
/// </summary>
internal ref struct PageScanner(ReadOnlySpan<byte> html, ScanLists found)
{
    private readonly ReadOnlySpan<byte> _html = html;
    private readonly ScanLists _found = found;
    private readonly LinkContent _content = found.Content;
    private MarkupReader _reader = new(html);
    private LinkSurroundings _around;
    private bool _inLink;

    /// <summary>Whether the titles and the meta and link tags are elements where they are written.</summary>
    public bool IsHeadPlain { get; private set; } = true;

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

        while (true)
        {
            PassTags();
            if (!_reader.ReadTag())
            {
                return TryEndLink(_html.Length);
            }

            var isPlain = _reader.Token switch
            {
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
    }

    /// <summary>Most tags mean nothing for the links around them but that they are there.</summary>
    private void PassTags()
    {
        if (_inLink || !_around.MayPass)
        {
            return;
        }

        var rest = _html[_reader.Position..];
        while (true)
        {
            rest = ShortTag.PassText(rest);
            if (!ShortTag.TryRead(rest, out var tag) || !_around.TryPass(tag.Kind, tag.IsEnd))
            {
                break;
            }

            rest = rest[tag.Length..];
        }

        _reader.MoveTo(_html.Length - rest.Length);
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

        var start = _reader.Position - name.Length;
        _reader.SkipAttributes();
        if (_around.InSvg)
        {
            IsHeadPlain &= !TagNames.Is(name, "title"u8);
            return _around.TryStartInSvg(kind, name);
        }

        if (kind is TagKind.Metadata)
        {
            _found.HeadTags.Add(start.._reader.Position);
            IsHeadPlain &= _around.MayHoldLink;
        }

        return (!_inLink || _content.TryStart(kind, start..(start + name.Length), _around.MayHaveParagraph)) && _around.TryStart(kind) && SkipContent(kind, name);
    }

    private bool End(TagKind kind)
    {
        var start = _reader.Start;
        var name = _reader.Name;
        _reader.SkipAttributes();
        if (_around.InSvg)
        {
            return _around.TryEndInSvg(kind, name);
        }

        if (_inLink && kind is TagKind.Anchor)
        {
            return TryEndLink(start);
        }

        _around.End(kind);
        return !_inLink || _content.TryEnd(name, _html);
    }

    private bool StartLink(TagKind kind)
    {
        if (kind is TagKind.Anchor && !TryEndLink(_reader.Start))
        {
            return false;
        }

        // Of most links it is the first attribute.
        var hasTarget = _reader.TryReadAttribute(" href=\""u8, out var first);
        var target = RangeOf(first);
        Range relation = default;
        var hasRelation = false;
        while (_reader.ReadAttribute(out var name, out var value))
        {
            // Of two attributes of one name the first counts.
            if (!hasTarget && TagNames.Is(name, "href"u8))
            {
                hasTarget = true;
                target = RangeOf(value);
            }
            else if (!hasRelation && TagNames.Is(name, "rel"u8))
            {
                hasRelation = true;
                relation = RangeOf(value);
            }
        }

        if (hasTarget && _reader.IsClosed)
        {
            if (kind is TagKind.Area && _inLink)
            {
                // Its place in the list is behind the link that it is in, whose text goes on.
                return false;
            }

            AddLink(new(kind is TagKind.Anchor, target, relation, _reader.Position.._reader.Position));
        }

        return true;
    }

    private void AddLink(ScannedLink link)
    {
        // Most hold nothing but text.
        var end = ShortTag.PassText(_html[_reader.Position..]);
        var isWhole = link.IsAnchor && end.StartsWith("</a>"u8);
        if (isWhole)
        {
            link = link with { Content = link.Content.Start..(_html.Length - end.Length) };
            _reader.MoveTo(_html.Length - end.Length + "</a>".Length);
        }
        else
        {
            _content.Begin();
        }

        _found.Links.Add(link);
        _inLink = link.IsAnchor && !isWhole;
    }

    /// <summary>False: what is in it may move.</summary>
    private bool TryEndLink(int end)
    {
        if (!_inLink)
        {
            return true;
        }

        ref var link = ref CollectionsMarshal.AsSpan(_found.Links)[^1];
        link = link with { Content = link.Content.Start..end };
        _inLink = false;
        return _content.MayEnd;
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
        if (TagNames.Is(name, "title"u8))
        {
            IsHeadPlain &= _around.MayHoldLink && _reader.Position < _html.Length;
            if (!content.IsEmpty)
            {
                _found.Titles.Add(RangeOf(content));
            }
        }

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
