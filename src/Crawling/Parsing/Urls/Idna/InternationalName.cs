using System.Runtime.InteropServices;

namespace Crawling.Urls;

/// <summary>
/// ToASCII of UTS #46, non-transitional, with the flags of the URL standard (section 3.3). Done here because what the platform
/// offers depends on whether and which ICU is installed.
/// </summary>
internal static class InternationalName
{
    private const string Prefix = "xn--";

    /// <summary>In either form. DNS names end at 253, and the cost of Punycode grows with the square of the length.</summary>
    private const int MaxLength = 1000;

    /// <summary>The name in ASCII, or nothing if it is not valid.</summary>
    public static string ToAscii(ReadOnlySpan<char> name)
    {
        var mapped = Mapped(name);
        if (mapped.Count > MaxLength)
        {
            return "";
        }

        List<List<int>> labels = [];
        foreach (var label in Labels(ComposedForm.Of(mapped)))
        {
            if (Decoded(label) is not { } decoded || !LabelRules.IsValid(decoded))
            {
                return "";
            }

            labels.Add(decoded);
        }

        if (labels.Exists(BidiRule.AppliesTo) && !labels.TrueForAll(BidiRule.IsMetBy))
        {
            return "";
        }

        string ascii = Encoded(labels);
        return ascii.Length > MaxLength ? "" : ascii;
    }

    public static bool HasPrefix(List<int> label) => label is ['x', 'n', '-', '-', ..];

    private static List<int> Mapped(ReadOnlySpan<char> name)
    {
        var mapped = new List<int>(name.Length);
        foreach (var rune in name.EnumerateRunes())
        {
            mapped.AddRange(IdnaTable.Instance.Mapped.TryGetValue(rune.Value, out int[]? target) ? target : [rune.Value]);
        }

        return mapped;
    }

    private static IEnumerable<List<int>> Labels(List<int> name)
    {
        int start = 0;
        while (name.IndexOf('.', start) is var dot and >= 0)
        {
            yield return name[start..dot];
            start = dot + 1;
        }

        yield return name[start..];
    }

    /// <summary>The label without Punycode, or null if that is malformed or encodes what need not or must not be encoded.</summary>
    private static List<int>? Decoded(List<int> label)
    {
        if (!HasPrefix(label))
        {
            return label;
        }

        var decoded = IsAscii(label) ? Punycode.Decode(CollectionsMarshal.AsSpan(label)[Prefix.Length..]) : null;
        return decoded is not null && !IsAscii(decoded) && ComposedForm.Of(decoded).SequenceEqual(decoded) ? decoded : null;
    }

    private static string Encoded(List<List<int>> labels) => string.Join('.', labels.Select(label =>
        IsAscii(label) ? string.Concat(label.Select(codePoint => (char)codePoint)) : Prefix + Punycode.Encode(label)));

    private static bool IsAscii(List<int> label) => label.TrueForAll(codePoint => codePoint < 0x80);
}
