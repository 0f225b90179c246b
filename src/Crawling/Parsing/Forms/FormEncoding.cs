using System.Security.Cryptography;
using System.Text;
using Crawling.Parsing;

namespace Crawling.Forms;

/// <summary>The encodings of a form's fields: application/x-www-form-urlencoded (WHATWG URL, section 5), multipart/form-data (RFC 7578, with the
/// names as the HTML standard escapes them) and text/plain.</summary>
internal static class FormEncoding
{
    public const string UrlEncoded = "application/x-www-form-urlencoded";
    public const string Multipart = "multipart/form-data";
    public const string Plain = "text/plain";

    /// <summary>What a file control sends in which no file was chosen.</summary>
    private const string NoFile = "; filename=\"\"\r\nContent-Type: application/octet-stream";

    public static Request Create(Url url, IEnumerable<KeyValuePair<string, string>> fields, string method)
    {
        var request = new Request(url) { Method = method };
        var encoded = ToUrlEncoded(fields.Select(field => new FormEntry(field.Key, field.Value)), EncodingLabels.Utf8);
        return request.Method is "GET" or "HEAD"
            ? request with { Url = WithQuery(url, encoded) }
            : WithBody(request, UrlEncoded, Encoding.ASCII.GetBytes(encoded));
    }

    /// <summary>A GET of the URL with the fields in place of its query.</summary>
    public static Request Get(Url url, IEnumerable<FormEntry> entries, Encoding encoding) => new(WithQuery(url, ToUrlEncoded(entries, encoding)));

    public static Request Post(Url url, IReadOnlyList<FormEntry> entries, string type, Encoding encoding)
    {
        var request = new Request(url) { Method = "POST" };
        switch (type)
        {
            case Multipart:
                var boundary = BoundaryOf(entries);
                return WithBody(request, $"{Multipart}; boundary={boundary}", Encode(ToMultipart(entries, boundary), encoding));
            case Plain:
                return WithBody(request, Plain, Encode(string.Concat(entries.Select(entry => $"{entry.Name}={entry.Value}\r\n")), encoding));
            default:
                return WithBody(request, UrlEncoded, Encoding.ASCII.GetBytes(ToUrlEncoded(entries, encoding)));
        }
    }

    private static Request WithBody(Request request, string type, byte[] body) =>
        request with { Headers = new HeaderList().Add("Content-Type", type), Body = body };

    private static Url WithQuery(Url url, string query)
    {
        var target = url.Href.AsSpan();
        var end = target.IndexOfAny('?', '#');
        return Url.Parse($"{(end < 0 ? target : target[..end])}?{query}");
    }

    private static string ToUrlEncoded(IEnumerable<FormEntry> entries, Encoding encoding)
    {
        var encoded = new StringBuilder();
        foreach (var entry in entries)
        {
            if (encoded.Length > 0)
            {
                encoded.Append('&');
            }

            Append(encoded, Encode(entry.Name, encoding));
            encoded.Append('=');
            Append(encoded, Encode(entry.Value, encoding));
        }

        return encoded.ToString();
    }

    private static void Append(StringBuilder encoded, byte[] bytes)
    {
        foreach (var b in bytes)
        {
            if (char.IsAsciiLetterOrDigit((char)b) || (char)b is '*' or '-' or '.' or '_')
            {
                encoded.Append((char)b);
            }
            else if (b == ' ')
            {
                encoded.Append('+');
            }
            else
            {
                encoded.Append('%').Append(b.ToString("X2", null));
            }
        }
    }

    private static string ToMultipart(IEnumerable<FormEntry> entries, string boundary)
    {
        var parts = entries.Select(entry =>
            $"--{boundary}\r\nContent-Disposition: form-data; name=\"{Escape(entry.Name)}\"{(entry.IsFile ? NoFile : "")}\r\n\r\n{entry.Value}\r\n");
        return $"{string.Concat(parts)}--{boundary}--\r\n";
    }

    private static string Escape(string name) => name.Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal)
        .Replace("\"", "%22", StringComparison.Ordinal);

    /// <summary>Not by chance, or the same form would never be the same request. Nothing holds its own hash.</summary>
    private static string BoundaryOf(IEnumerable<FormEntry> entries)
    {
        var hash = SHA256.HashData(Encoding.ASCII.GetBytes(ToUrlEncoded(entries, EncodingLabels.Utf8)));
        return $"----Form{Convert.ToHexStringLower(hash.AsSpan(0, 16))}";
    }

    /// <summary>What the encoding does not know becomes a character reference ("encode", mode "html", of the WHATWG Encoding standard).</summary>
    private static byte[] Encode(string text, Encoding encoding)
    {
        if (HtmlEncoding.IsUtf8(encoding))
        {
            return encoding.GetBytes(text);
        }

        var encoder = (Encoding)encoding.Clone();
        encoder.EncoderFallback = CharacterReferenceFallback.Instance;
        return encoder.GetBytes(text);
    }
}
