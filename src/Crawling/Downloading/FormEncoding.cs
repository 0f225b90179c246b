using System.Text;

namespace Crawling.Downloading;

/// <summary>application/x-www-form-urlencoded (WHATWG URL, section 5).</summary>
internal static class FormEncoding
{
    public static Request Create(Url url, IEnumerable<KeyValuePair<string, string>> fields, string method)
    {
        var encoded = Serialize(fields);
        var request = new Request(url) { Method = method };
        if (request.Method is "GET" or "HEAD")
        {
            var target = url.Href.AsSpan();
            var end = target.IndexOfAny('?', '#');
            return request with { Url = Url.Parse($"{(end < 0 ? target : target[..end])}?{encoded}") };
        }

        return request with
        {
            Headers = new HeaderList().Add("Content-Type", "application/x-www-form-urlencoded"),
            Body = Encoding.ASCII.GetBytes(encoded),
        };
    }

    private static string Serialize(IEnumerable<KeyValuePair<string, string>> fields)
    {
        var encoded = new StringBuilder();
        foreach (var (name, value) in fields)
        {
            if (encoded.Length > 0)
            {
                encoded.Append('&');
            }

            Append(encoded, name);
            encoded.Append('=');
            Append(encoded, value);
        }

        return encoded.ToString();
    }

    private static void Append(StringBuilder encoded, string text)
    {
        foreach (var b in Encoding.UTF8.GetBytes(text))
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
}
