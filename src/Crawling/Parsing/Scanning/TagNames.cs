using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Crawling.Parsing;

/// <summary>Finds the kind of a tag by its name as written, whatever its case.</summary>
internal static class TagNames
{
    private const int HashBits = 10;
    private const int WordLength = sizeof(ulong);

    /// <summary>What letters have and no other character of a tag's name in the table.</summary>
    private const ulong LetterBits = 0x4040_4040_4040_4040;

    private static readonly Entry[] Table = BuildTable();

    public static TagKind KindOf(ReadOnlySpan<byte> name) => KindOf(name, name.Length);

    /// <summary>The kind of the name that is the first so many of these bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TagKind KindOf(ReadOnlySpan<byte> bytes, int length)
    {
        var word = WordOf(bytes, length);
        ref readonly var entry = ref Table[SlotOf(word)];
        return entry.Word == word && entry.Length == length && length <= WordLength ? entry.Kind : Find(bytes[..length], word);
    }

    /// <summary>Whether two names are the same but for their case.</summary>
    public static bool Is(ReadOnlySpan<byte> name, ReadOnlySpan<byte> other) =>
        name.Length == other.Length && System.Text.Ascii.EqualsIgnoreCase(name, other);

    /// <summary>All of a name that is no longer than a word, with its letters in lower case.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong WordOf(ReadOnlySpan<byte> bytes, int length)
    {
        length = Math.Min(length, WordLength);
        ulong word = 0;
        if (bytes.Length >= WordLength)
        {
            word = BinaryPrimitives.ReadUInt64LittleEndian(bytes) & (ulong.MaxValue >> (8 * (WordLength - length)));
        }
        else
        {
            for (var i = 0; i < length; i++)
            {
                word |= (ulong)bytes[i] << (8 * i);
            }
        }

        return word | ((word & LetterBits) >> 1);
    }

    private static TagKind Find(ReadOnlySpan<byte> name, ulong word)
    {
        for (var slot = SlotOf(word); Table[slot].Length > 0; slot = (slot + 1) & (Table.Length - 1))
        {
            var entry = Table[slot];
            if (entry.Word == word && entry.Length == name.Length && (name.Length <= WordLength || Is(name, entry.Name)))
            {
                return entry.Kind;
            }
        }

        return TagKind.Ordinary;
    }

    private static int SlotOf(ulong word) => (int)((word * 0x9E37_79B9_7F4A_7C15) >> (64 - HashBits));

    private static Entry[] BuildTable()
    {
        var table = new Entry[1 << HashBits];
        foreach (var (kind, names) in Names())
        {
            foreach (var name in names.Split(' '))
            {
                var bytes = System.Text.Encoding.ASCII.GetBytes(name);
                var word = WordOf(bytes, bytes.Length);
                var slot = SlotOf(word);
                while (table[slot].Length > 0)
                {
                    slot = (slot + 1) & (table.Length - 1);
                }

                table[slot] = new Entry(word, bytes, bytes.Length, kind);
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
        (TagKind.Void, "br img wbr embed input keygen basefont bgsound param source track image"),
        (TagKind.Metadata, "link meta"),
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

    private readonly record struct Entry(ulong Word, byte[] Name, int Length, TagKind Kind);
}
