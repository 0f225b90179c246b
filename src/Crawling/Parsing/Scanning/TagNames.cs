using System.Buffers.Binary;

namespace Crawling.Parsing;

/// <summary>Finds the kind of a tag by its name as written, whatever its case.</summary>
internal static class TagNames
{
    private const int HashBits = 10;
    private const int WordLength = sizeof(ulong);
    private const ulong LowerCase = 0x2020_2020_2020_2020;

    private static readonly Entry[] Table = BuildTable();

    public static TagKind KindOf(ReadOnlySpan<byte> name)
    {
        var head = Head(name);
        for (var slot = SlotOf(head); Table[slot] is { Name: { } known } entry; slot = (slot + 1) & (Table.Length - 1))
        {
            if (entry.Head == head && known.Length == name.Length && (name.Length <= WordLength || Is(name, known)))
            {
                return entry.Kind;
            }
        }

        return TagKind.Ordinary;
    }

    /// <summary>Whether two names are the same but for their case.</summary>
    public static bool Is(ReadOnlySpan<byte> name, ReadOnlySpan<byte> other) =>
        name.Length == other.Length && System.Text.Ascii.EqualsIgnoreCase(name, other);

    /// <summary>All of a name that is no longer than a word.</summary>
    private static ulong Head(ReadOnlySpan<byte> name)
    {
        return LowerCase | name.Length switch
        {
            >= WordLength => BinaryPrimitives.ReadUInt64LittleEndian(name),
            >= WordLength / 2 => BinaryPrimitives.ReadUInt32LittleEndian(name)
                | ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(name[^(WordLength / 2)..]) << 32),
            > 0 => name[0] | ((ulong)name[name.Length / 2] << 8) | ((ulong)name[^1] << 16),
            _ => 0,
        };
    }

    private static int SlotOf(ulong head) => (int)((head * 0x9E37_79B9_7F4A_7C15) >> (64 - HashBits));

    private static Entry[] BuildTable()
    {
        var table = new Entry[1 << HashBits];
        foreach (var (kind, names) in Names())
        {
            foreach (var name in names.Split(' '))
            {
                var bytes = System.Text.Encoding.ASCII.GetBytes(name);
                var head = Head(bytes);
                var slot = SlotOf(head);
                while (table[slot].Name is not null)
                {
                    slot = (slot + 1) & (table.Length - 1);
                }

                table[slot] = new Entry(head, bytes, kind);
            }
        }

        return table;
    }

    /// <summary>All that the HTML standard's tree construction (section 13.2.6.4) treats otherwise than an ordinary element.</summary>
    private static IEnumerable<(TagKind Kind, string Names)> Names() =>
    [
        (TagKind.Phrase, "b big code em font i s small span strike strong sub sup tt u var"),
        (TagKind.Anchor, "a"),
        (TagKind.Area, "area"),
        (TagKind.Base, "base"),
        (TagKind.Void, "br img wbr embed input keygen link meta basefont bgsound param source track image"),
        (TagKind.Block, "address article aside blockquote center details dialog dir div fieldset figcaption figure footer header hgroup "
            + "main menu nav pre listing search section summary"),
        (TagKind.Heading, "h1 h2 h3 h4 h5 h6"),
        (TagKind.Paragraph, "p"),
        (TagKind.List, "dl form ol ul"),
        (TagKind.Item, "dd dt hr li"),
        (TagKind.Container, "noscript"),
        (TagKind.Boundary, "applet button marquee object"),
        (TagKind.Special, "html head body frame nobr ruby rb rp rt rtc"),
        (TagKind.Table, "table"),
        (TagKind.Row, "col colgroup tbody tfoot thead tr"),
        (TagKind.Cell, "caption td th"),
        (TagKind.Select, "select"),
        (TagKind.Option, "optgroup option"),
        (TagKind.RawText, "iframe noembed noframes style xmp"),
        (TagKind.PlainText, "textarea title"),
        (TagKind.Script, "script"),
        (TagKind.Svg, "svg"),
        (TagKind.Opaque, "foreignobject frameset math plaintext template"),
    ];

    private readonly record struct Entry(ulong Head, byte[]? Name, TagKind Kind);
}
