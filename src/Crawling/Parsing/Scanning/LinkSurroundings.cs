namespace Crawling.Parsing;

/// <summary>What is open around the links of a page, as far as it decides whether and where they become elements.</summary>
internal struct LinkSurroundings
{
    /// <summary>Elements that close each other are not counted; with them a tree may be several times as deep.</summary>
    private const int Deepest = HtmlTree.MaximumDepth / 5;

    private const int MostTables = 64;

    private const uint Paragraph = 1 << (int)TagKind.Paragraph;
    private const uint ParagraphEnds = (1 << (int)TagKind.Block) | (1 << (int)TagKind.Heading) | (1 << (int)TagKind.List) | (1 << (int)TagKind.Item);
    private const uint Counted = (1 << (int)TagKind.Ordinary) | (1 << (int)TagKind.Phrase) | (1 << (int)TagKind.Block) | (1 << (int)TagKind.Heading)
        | (1 << (int)TagKind.List) | (1 << (int)TagKind.Container) | (1 << (int)TagKind.Boundary) | (1 << (int)TagKind.Special) | (1 << (int)TagKind.Table);

    /// <summary>Those that change nothing here but the depth and the paragraph.</summary>
    private const uint Plain = (1 << (int)TagKind.Ordinary) | (1 << (int)TagKind.Phrase) | (1 << (int)TagKind.Void) | (1 << (int)TagKind.Container)
        | Paragraph | ParagraphEnds;

    private int _depth;
    private int _tables;
    private ulong _inCell;
    private bool _inSelect;
    private bool _inSvgText;
    private int _svgs;
    private int _paragraph;
    private int _keptParagraph;

    /// <summary>Whether a block may close a paragraph here.</summary>
    public readonly bool MayHaveParagraph => _paragraph > 0;

    public readonly bool InSvg => _svgs > 0;

    /// <summary>Whether a link stays where it is written: in a table outside of its cells it does not.</summary>
    public readonly bool MayHoldLink => MayPass && (_tables == 0 || (_inCell & 1) == 1);

    /// <summary>Whether tags may be passed here.</summary>
    public readonly bool MayPass => !_inSelect && !InSvg;

    /// <summary>Passes over a tag; false: it is of a kind that has to be looked at.</summary>
    public bool TryPass(TagKind kind, bool isEnd)
    {
        // A processor cannot foretell which tag comes next: there are no branches here for it to be wrong about.
        var end = isEnd ? 1 : 0;
        var depth = Math.Max(_depth + (Bit(Counted, kind) * (1 - (2 * end))), 0);
        if (Bit(Plain, kind) == 0 || depth >= Deepest)
        {
            return false;
        }

        var endsParagraph = Bit(isEnd ? Paragraph : ParagraphEnds, kind);
        _depth = depth;
        _paragraph = (_paragraph & ~endsParagraph) | (_keptParagraph & endsParagraph) | (Bit(Paragraph, kind) & ~end);
        return true;
    }

    /// <summary>False: what follows takes a tree.</summary>
    public bool TryStart(TagKind kind)
    {
        if (kind is TagKind.Opaque || (_inSelect && kind is not (TagKind.Option or TagKind.Script or TagKind.Ordinary or TagKind.Phrase)))
        {
            return false;
        }

        if (Bit(Plain, kind) != 0)
        {
            return TryPass(kind, isEnd: false);
        }

        switch (kind)
        {
            case TagKind.Boundary:
                _keptParagraph |= _paragraph;
                break;
            case TagKind.Select:
                _inSelect = true;
                break;
            case TagKind.Table:
                _keptParagraph |= _paragraph;
                return TryStartTable();
            case TagKind.Row or TagKind.Cell:
                SetInCell(kind is TagKind.Cell);
                break;
            default:
                break;
        }

        _depth += Bit(Counted, kind);
        return _depth < Deepest;
    }

    public void End(TagKind kind)
    {
        if (TryPass(kind, isEnd: true))
        {
            return;
        }

        switch (kind)
        {
            case TagKind.Select:
                _inSelect = false;
                break;
            case TagKind.Table when _tables > 0:
                _tables--;
                _inCell >>= 1;
                break;
            case TagKind.Row or TagKind.Cell:
                SetInCell(false);
                break;
            default:
                break;
        }

        _depth = Math.Max(_depth - Bit(Counted, kind), 0);
    }

    public bool TryStartSvg(bool isSelfClosing)
    {
        _svgs += isSelfClosing ? 0 : 1;
        return !_inSelect && !_inSvgText && _svgs < Deepest;
    }

    /// <summary>False: the drawing may end here, or what is in it takes a tree.</summary>
    public bool TryStartInSvg(TagKind kind, ReadOnlySpan<byte> name)
    {
        if (_inSvgText)
        {
            return false;
        }

        _inSvgText = TagNames.Is(name, "title"u8) || TagNames.Is(name, "desc"u8);
        return _inSvgText || kind is TagKind.Ordinary || TagNames.Is(name, "style"u8);
    }

    /// <summary>False: the drawing may end here.</summary>
    public bool TryEndInSvg(TagKind kind, ReadOnlySpan<byte> name)
    {
        _svgs -= kind is TagKind.Svg ? 1 : 0;
        var isEndOfText = _inSvgText && (TagNames.Is(name, "title"u8) || TagNames.Is(name, "desc"u8));
        var isPlain = kind is TagKind.Svg or TagKind.Ordinary || TagNames.Is(name, "style"u8);
        var mayEnd = _inSvgText ? isEndOfText : isPlain;
        _inSvgText = false;
        return mayEnd;
    }

    private static int Bit(uint kinds, TagKind kind) => (int)(kinds >> (int)kind) & 1;

    private bool TryStartTable()
    {
        // A table in a table but outside of its cells ends that one.
        if (_tables == 0 || (_inCell & 1) == 1)
        {
            _tables++;
            _inCell <<= 1;
        }

        return _tables <= MostTables;
    }

    private void SetInCell(bool value)
    {
        if (_tables > 0)
        {
            _inCell = (_inCell & ~1UL) | (value ? 1UL : 0);
        }
    }
}
