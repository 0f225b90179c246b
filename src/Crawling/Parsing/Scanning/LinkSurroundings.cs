namespace Crawling.Parsing;

/// <summary>What is open around the links of a page, as far as it decides whether and where they become elements.</summary>
internal struct LinkSurroundings
{
    /// <summary>Elements that close each other are not counted; with them a tree may be several times as deep.</summary>
    private const int Deepest = HtmlTree.MaximumDepth / 5;

    private const int MostTables = 64;

    private int _depth;
    private int _tables;
    private ulong _inCell;
    private bool _inSelect;
    private bool _inSvgText;
    private int _svgs;
    private bool _keepsParagraph;

    /// <summary>Whether a block may close a paragraph here.</summary>
    public bool MayHaveParagraph { get; private set; }

    public readonly bool InSvg => _svgs > 0;

    /// <summary>Whether a link stays where it is written: in a table outside of its cells it does not.</summary>
    public readonly bool MayHoldLink => !_inSelect && !InSvg && (_tables == 0 || (_inCell & 1) == 1);

    /// <summary>False: what follows takes a tree.</summary>
    public bool TryStart(TagKind kind)
    {
        if (kind is TagKind.Opaque || (_inSelect && kind is not (TagKind.Option or TagKind.Script or TagKind.Ordinary or TagKind.Phrase)))
        {
            return false;
        }

        switch (kind)
        {
            case TagKind.Paragraph:
                MayHaveParagraph = true;
                break;
            case TagKind.Block or TagKind.Heading or TagKind.List or TagKind.Item:
                MayHaveParagraph = _keepsParagraph;
                break;
            case TagKind.Boundary:
                _keepsParagraph |= MayHaveParagraph;
                break;
            case TagKind.Select:
                _inSelect = true;
                break;
            case TagKind.Table:
                _keepsParagraph |= MayHaveParagraph;
                return TryStartTable();
            case TagKind.Row or TagKind.Cell:
                SetInCell(kind is TagKind.Cell);
                break;
            default:
                break;
        }

        _depth += IsCounted(kind) ? 1 : 0;
        return _depth < Deepest;
    }

    public void End(TagKind kind)
    {
        switch (kind)
        {
            case TagKind.Paragraph:
                MayHaveParagraph = _keepsParagraph;
                break;
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

        _depth = Math.Max(_depth - (IsCounted(kind) ? 1 : 0), 0);
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

    private static bool IsCounted(TagKind kind) => kind is TagKind.Ordinary or TagKind.Phrase or TagKind.Block or TagKind.Heading
        or TagKind.List or TagKind.Container or TagKind.Boundary or TagKind.Special or TagKind.Table;

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
