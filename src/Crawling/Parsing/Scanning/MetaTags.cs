namespace Crawling.Parsing;

/// <summary>A meta element that says something of its page.</summary>
/// <param name="Name">Its name, or "".</param>
/// <param name="HttpEquiv">Its http-equiv, or "".</param>
/// <param name="Content">Its content.</param>
internal readonly record struct MetaTag(string Name, string HttpEquiv, string Content);

/// <summary>Finds the meta elements with a name or http-equiv of a page's head, without a tree. Not those in a noscript element: they are for
/// visitors whom the page turns away.</summary>
internal static class MetaTags
{
    /// <summary>Bytes of a page that are looked at: a head is shorter.</summary>
    public const int Limit = 64 << 10;

    /// <summary>Reads up to the body.</summary>
    /// <param name="html">The beginning of a page, in UTF-8 or another encoding that has ASCII in it.</param>
    public static IReadOnlyList<MetaTag> Find(ReadOnlySpan<byte> html)
    {
        List<MetaTag> found = [];
        var reader = new MarkupReader(html);
        while (reader.ReadTag())
        {
            if (reader.Token is not MarkupToken.StartTag)
            {
                continue;
            }

            var element = reader.Name;
            if (TagNames.Is(element, "body"u8))
            {
                break;
            }

            if (!TagNames.Is(element, "meta"u8))
            {
                reader.SkipAttributes();
                if (HidesMarkup(element))
                {
                    reader.ReadContent(element);
                }
            }
            else if (Read(ref reader) is { } meta)
            {
                found.Add(meta);
            }
        }

        return found;
    }

    private static bool HidesMarkup(ReadOnlySpan<byte> element) =>
        TagNames.KindOf(element) is TagKind.RawText or TagKind.PlainText or TagKind.Script
        || TagNames.Is(element, "noscript"u8)
        || TagNames.Is(element, "template"u8);

    private static MetaTag? Read(ref MarkupReader reader)
    {
        string? metaName = null;
        string? httpEquiv = null;
        string? content = null;
        while (reader.ReadAttribute(out var name, out var value))
        {
            // Of two attributes of one name the first counts.
            if (TagNames.Is(name, "name"u8))
            {
                metaName ??= ScannedText.OfAttribute(value);
            }
            else if (TagNames.Is(name, "http-equiv"u8))
            {
                httpEquiv ??= ScannedText.OfAttribute(value);
            }
            else if (TagNames.Is(name, "content"u8))
            {
                content ??= ScannedText.OfAttribute(value);
            }
        }

        return reader.IsClosed && (metaName ?? httpEquiv) is not null && content is not null
            ? new MetaTag(metaName?.Trim() ?? "", httpEquiv ?? "", content)
            : null;
    }
}
