using System.Buffers;

namespace Crawling.Parsing;

/// <summary>A meta element with a name.</summary>
internal readonly record struct MetaTag(string Name, string Content);

/// <summary>Finds the named meta elements at the beginning of a page, without a tree.</summary>
internal static class MetaTags
{
    /// <summary>Bytes of a page that are looked at: a head is shorter.</summary>
    public const int Limit = 64 << 10;

    private const string Comment = "<!--";

    private static readonly SearchValues<string> Starts = SearchValues.Create(["<meta", Comment], StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<char> ValueEnd = SearchValues.Create(" \t\n\f\r>");

    private static readonly SearchValues<char> NameEnd = SearchValues.Create(" \t\n\f\r>/=");

    public static IReadOnlyList<MetaTag> Find(ReadOnlySpan<char> text)
    {
        List<MetaTag> found = [];
        while (text.IndexOfAny(Starts) is var start and >= 0)
        {
            text = text[start..];
            if (text.StartsWith(Comment))
            {
                // "<!-->" is a whole comment.
                text = From(text[2..], "-->");
            }
            else if (text.Length > 5 && NameEnd.Contains(text[5]))
            {
                text = text[5..];
                var (name, content) = ((string?)null, (string?)null);
                while (ReadAttribute(ref text, out var attribute, out var value))
                {
                    if (attribute.Equals("name", StringComparison.OrdinalIgnoreCase))
                    {
                        name ??= value.ToString();
                    }
                    else if (attribute.Equals("content", StringComparison.OrdinalIgnoreCase))
                    {
                        content ??= value.ToString();
                    }
                }

                // What the page ends in is no element.
                if (name is not null && content is not null && text.StartsWith('>'))
                {
                    found.Add(new(name.Trim(), content));
                }
            }
            else
            {
                text = text[1..];
            }
        }

        return found;
    }

    private static ReadOnlySpan<char> From(ReadOnlySpan<char> text, string end) => text.IndexOf(end) is var at and >= 0 ? text[at..] : [];

    /// <summary>False at the end of the tag.</summary>
    private static bool ReadAttribute(ref ReadOnlySpan<char> text, out ReadOnlySpan<char> name, out ReadOnlySpan<char> value)
    {
        text = text.TrimStart(" \t\n\f\r/");
        name = value = [];
        if (text.IsEmpty || text[0] == '>')
        {
            return false;
        }

        // A name may begin with anything.
        name = text[..(Until(text[1..], NameEnd).Length + 1)];
        text = text[name.Length..].TrimStart(" \t\n\f\r");
        if (text is not ['=', ..])
        {
            return true;
        }

        text = text[1..].TrimStart(" \t\n\f\r");
        if (text is ['"' or '\'', ..])
        {
            var length = text[1..].IndexOf(text[0]);
            value = length < 0 ? [] : text.Slice(1, length);
            text = length < 0 ? [] : text[(length + 2)..];
        }
        else
        {
            value = Until(text, ValueEnd);
            text = text[value.Length..];
        }

        return true;
    }

    private static ReadOnlySpan<char> Until(ReadOnlySpan<char> text, SearchValues<char> end) =>
        text.IndexOfAny(end) is var at and >= 0 ? text[..at] : text;
}
