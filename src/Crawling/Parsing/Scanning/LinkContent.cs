namespace Crawling.Parsing;

/// <summary>The elements open inside a link. What is nested without fault stays in the link, and its text with it.</summary>
internal sealed class LinkContent
{
    private readonly List<(TagKind Kind, Range Name)> _open = [];
    private int _special;

    /// <summary>Whether an end tag here ends the link and nothing else.</summary>
    public bool MayEnd => _special == 0;

    public void Begin()
    {
        _open.Clear();
        _special = 0;
    }

    /// <summary>False: the tag may move what is in the link.</summary>
    public bool TryStart(TagKind kind, Range name, bool mayCloseParagraph)
    {
        if (kind is TagKind.Void or TagKind.Metadata)
        {
            return true;
        }

        var isFlow = kind is TagKind.Block or TagKind.Heading or TagKind.Paragraph;
        if (!(isFlow || kind is TagKind.Ordinary or TagKind.Phrase or TagKind.Container)
            || (isFlow && mayCloseParagraph)
            || (kind is TagKind.Heading && _open is [.., (TagKind.Heading, _)]))
        {
            return false;
        }

        _open.Add((kind, name));
        _special += IsSpecial(kind) ? 1 : 0;
        return true;
    }

    /// <summary>False: the tag may move what is in the link.</summary>
    public bool TryEnd(ReadOnlySpan<byte> name, ReadOnlySpan<byte> html)
    {
        if (_open is not [.., var (kind, started)] || !TagNames.Is(name, html[started]))
        {
            return false;
        }

        _open.RemoveAt(_open.Count - 1);
        _special -= IsSpecial(kind) ? 1 : 0;
        return true;
    }

    private static bool IsSpecial(TagKind kind) => kind is not (TagKind.Ordinary or TagKind.Phrase);
}
