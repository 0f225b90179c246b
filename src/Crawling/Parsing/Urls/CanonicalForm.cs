using System.Buffers;

namespace Crawling.Urls;

/// <summary>
/// Brings a serialized URL to the one form that all spellings of it share (RFC 3986, section 6.2.2): upper-case percent-encodings,
/// only where a character is neither reserved nor unreserved; the pairs of the query sorted, empty ones left out.
/// </summary>
internal static class CanonicalForm
{
    private const string Unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    private const string Reserved = ":/?#[]@!$&'()*+,;=";

    private static readonly SearchValues<char> UnreservedCharacters = SearchValues.Create(Unreserved);
    private static readonly SearchValues<char> PlainCharacters = SearchValues.Create(Unreserved + Reserved);
    private static readonly SearchValues<char> CharactersBeforeQuery = SearchValues.Create(Unreserved + ":/@!$&'()*+,;=");

    public static string Of(string href, bool keepFragment)
    {
        if (!href.AsSpan().ContainsAnyExcept(CharactersBeforeQuery))
        {
            return href;
        }

        var output = new TextBuilder(stackalloc char[512]);
        Append(ref output, href, keepFragment);
        string canonical = output.Text.SequenceEqual(href) ? href : output.Text.ToString();
        output.ReturnBuffer();
        return canonical;
    }

    public static void Append(ref TextBuilder output, scoped ReadOnlySpan<char> href, bool keepFragment)
    {
        int hash = href.IndexOf('#');
        var fragment = hash < 0 ? [] : href[hash..];
        var text = hash < 0 ? href : href[..hash];
        int mark = text.IndexOf('?');

        AppendNormalized(ref output, mark < 0 ? text : text[..mark], space: "%20");
        if (mark >= 0)
        {
            AppendQuery(ref output, text[(mark + 1)..]);
        }

        if (keepFragment)
        {
            AppendNormalized(ref output, fragment, space: "%20");
        }
    }

    private static void AppendQuery(ref TextBuilder output, scoped ReadOnlySpan<char> query)
    {
        int start = output.Length;
        output.Append('?');
        AppendNormalized(ref output, query, space: "+");
        if (IsSorted(output.Text[(start + 1)..]))
        {
            return;
        }

        string[] pairs = output.Text[(start + 1)..].ToString().Split('&', StringSplitOptions.RemoveEmptyEntries);
        Array.Sort(pairs, (left, right) => Compare(left, right));
        output.Truncate(start);
        for (int i = 0; i < pairs.Length; i++)
        {
            output.Append(i == 0 ? '?' : '&');
            output.Append(pairs[i]);
        }
    }

    private static bool IsSorted(ReadOnlySpan<char> query)
    {
        ReadOnlySpan<char> previous = [];
        foreach (var range in query.Split('&'))
        {
            var pair = query[range];
            if (pair.IsEmpty || Compare(previous, pair) > 0)
            {
                return false;
            }

            previous = pair;
        }

        return true;
    }

    /// <summary>By name, then by value, in the order of the characters' codes.</summary>
    private static int Compare(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        int byName = Name(left).SequenceCompareTo(Name(right));
        return byName != 0 ? byName : left.SequenceCompareTo(right);
    }

    private static ReadOnlySpan<char> Name(ReadOnlySpan<char> pair) => pair.IndexOf('=') is var end and >= 0 ? pair[..end] : pair;

    private static void AppendNormalized(ref TextBuilder output, scoped ReadOnlySpan<char> text, string space)
    {
        while (text.IndexOfAnyExcept(PlainCharacters) is var stop and >= 0)
        {
            output.Append(text[..stop]);
            text = text[stop..];

            // A '%' that encodes nothing stands for itself.
            bool isEncoded = PercentEncoding.TryDecode(text, out byte value);
            value = isEncoded ? value : (byte)text[0];
            text = text[(isEncoded ? 3 : 1)..];
            if (value == ' ')
            {
                output.Append(space);
            }
            else if (UnreservedCharacters.Contains((char)value))
            {
                output.Append((char)value);
            }
            else
            {
                output.AppendPercentEncoded(value);
            }
        }

        output.Append(text);
    }
}
