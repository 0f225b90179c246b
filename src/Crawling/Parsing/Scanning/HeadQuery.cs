using System.Text;
using System.Text.RegularExpressions;

namespace Crawling.Parsing;

/// <summary>A query such as <c>meta[name=description]::attr(content)</c>, which a tag tells by itself.</summary>
internal sealed partial class HeadQuery
{
    private readonly byte[] _element;
    private readonly byte[] _name;
    private readonly string _value;
    private readonly byte[] _wanted;
    private readonly StringComparison _comparison;

    private HeadQuery(GroupCollection groups)
    {
        _element = Encoding.ASCII.GetBytes(groups["element"].Value);
        _name = Encoding.ASCII.GetBytes(groups["name"].Value);
        _value = groups["value"].Value;
        // Some attributes have values without case (HTML standard, section 4.16.2).
        _comparison = groups["name"].Value is "rel" or "http-equiv" ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        _wanted = Encoding.ASCII.GetBytes(groups["wanted"].Value);
    }

    public static HeadQuery? Parse(string query) => Form().Match(query) is { Success: true } match ? new(match.Groups) : null;

    /// <summary>What it gives of a tag, which begins with its name; null if that is not one it is about.</summary>
    public string? ValueIn(ReadOnlySpan<byte> tag)
    {
        if (!TagNames.Is(tag[.._element.Length], _element))
        {
            return null;
        }

        string? value = null;
        string? wanted = null;
        var reader = MarkupReader.InTag(tag, _element.Length);
        while (reader.ReadAttribute(out var name, out var written))
        {
            // Of two attributes of one name the first counts.
            if (value is null && TagNames.Is(name, _name))
            {
                value = ScannedText.OfAttribute(written);
            }

            if (wanted is null && TagNames.Is(name, _wanted))
            {
                wanted = ScannedText.OfAttribute(written);
            }
        }

        return reader.IsClosed && string.Equals(value, _value, _comparison) ? wanted : null;
    }

    [GeneratedRegex(
        """^(?<element>meta|link)\[(?<name>name|property|http-equiv|rel|itemprop)=(?:"(?<value>[\w:. -]+)"|'(?<value>[\w:. -]+)'|(?<value>[A-Za-z][A-Za-z0-9-]*))\]::attr\((?<wanted>content|href)\)$""",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Form();
}
