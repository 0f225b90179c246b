using System.Buffers;
using System.Globalization;
using System.Text;

namespace Crawling.Robots;

/// <summary>
/// The path and query of a URL as rules are compared with it (RFC 9309, sections 2.2.2 and 2.2.3): unreserved characters unencoded, what is
/// not ASCII encoded, reserved characters left as they are. In a query the RFC has encoded what separates the parts of a URL; since a pattern
/// with a wildcard does not tell where a query begins, such a query is there in both forms.
/// </summary>
internal readonly struct RobotsPath
{
    private const string Separators = ":/?@[]";

    private static readonly SearchValues<char> AnySeparator = SearchValues.Create(Separators);

    // '*' and '$' have a meaning in patterns, so in a path they are always encoded.
    private static readonly SearchValues<byte> Kept =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#[]@!&'()+,;="u8);

    private static readonly SearchValues<byte> Unreserved =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"u8);

    public RobotsPath(Url url)
    {
        var parts = url.Parts;
        var path = Normalize(Encoding.ASCII.GetBytes($"{parts.Path}{parts.Query}"));
        Encoded = WithEncodedQuery(path);
        Plain = WithPlainQuery(path);
    }

    /// <summary>With the separators in the query encoded.</summary>
    public string Encoded { get; }

    /// <summary>With the separators in the query as they are.</summary>
    public string Plain { get; }

    /// <summary>The pattern of a rule in the form it is compared in.</summary>
    public static string OfPattern(ReadOnlySpan<byte> written)
    {
        var toTheEnd = written.EndsWith("$"u8);
        var pattern = new StringBuilder(written.Length);
        foreach (var part in (toTheEnd ? written[..^1] : written).Split((byte)'*'))
        {
            pattern.Append(Normalize(written[part])).Append('*');
        }

        pattern.Length--;
        return WithEncodedQuery(pattern.ToString()) + (toTheEnd ? "$" : "");
    }

    private static string Normalize(ReadOnlySpan<byte> text)
    {
        if (!text.ContainsAnyExcept(Kept))
        {
            return Encoding.ASCII.GetString(text);
        }

        var normal = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            var octet = text[i];
            var isEncoded = octet == '%' && TryDecode(text[i..], out octet);
            i += isEncoded ? 2 : 0;
            if ((isEncoded ? Unreserved : Kept).Contains(octet))
            {
                normal.Append((char)octet);
            }
            else
            {
                AppendEncoded(normal, octet);
            }
        }

        return normal.ToString();
    }

    private static bool TryDecode(ReadOnlySpan<byte> text, out byte octet)
    {
        octet = (byte)'%';
        return text.Length >= 3 && byte.TryParse(text[1..3], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out octet);
    }

    private static void AppendEncoded(StringBuilder text, int octet) => text.Append('%').Append(octet.ToString("X2", CultureInfo.InvariantCulture));

    private static string WithEncodedQuery(string path)
    {
        var query = path.IndexOf('?', StringComparison.Ordinal) + 1;
        if (query == 0 || !path.AsSpan(query).ContainsAny(AnySeparator))
        {
            return path;
        }

        var encoded = new StringBuilder(path, 0, query, path.Length + 16);
        foreach (var character in path.AsSpan(query))
        {
            if (AnySeparator.Contains(character))
            {
                AppendEncoded(encoded, character);
            }
            else
            {
                encoded.Append(character);
            }
        }

        return encoded.ToString();
    }

    private static string WithPlainQuery(string path)
    {
        var query = path.IndexOf('?', StringComparison.Ordinal) + 1;
        if (query == 0 || !path.AsSpan(query).Contains('%'))
        {
            return path;
        }

        var plain = new StringBuilder(path, query, path.Length - query, path.Length);
        foreach (var separator in Separators)
        {
            plain.Replace($"%{(int)separator:X2}", separator.ToString());
        }

        return path[..query] + plain;
    }
}
