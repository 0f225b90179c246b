using System.Text;
using System.Text.Unicode;

namespace Crawling.Curl;

/// <summary>Writes a request as a curl command for bash.</summary>
internal static class CurlWriter
{
    public static string Write(Request request)
    {
        List<string> words = ["curl", Quote(request.Url.Href)];

        // curl would take them for lists of URLs.
        if (request.Url.Href.AsSpan().IndexOfAny("[]{}") >= 0)
        {
            words.Add("-g");
        }

        var hasBody = request.Body.Length > 0;
        if (request.Method == "HEAD" && !hasBody)
        {
            words.Add("-I");
        }
        else if (request.Method != (hasBody ? "POST" : "GET"))
        {
            words.AddRange(["-X", Quote(request.Method)]);
        }

        foreach (var (name, value) in request.Headers)
        {
            words.AddRange(["-H", Quote(value.Length > 0 ? $"{name}: {value}" : $"{name};")]);
        }

        if (hasBody && !request.Headers.Contains("Content-Type"))
        {
            words.AddRange(["-H", Quote("Content-Type:")]);
        }

        if (request.Cookies is { Count: > 0 } cookies)
        {
            words.AddRange(["-b", Quote(string.Join("; ", cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")))]);
        }

        if (request.Proxy is { } proxy)
        {
            words.AddRange(["-x", Quote(proxy.Href)]);
        }

        if (hasBody)
        {
            words.AddRange(["--data-raw", Quote(request.Body.Span)]);
        }

        return string.Join(' ', words);
    }

    private static string Quote(string text) => Quote(Encoding.UTF8.GetBytes(text));

    private static string Quote(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Contains((byte)0))
        {
            throw new NotSupportedException("The body holds a NUL, which no command line can.");
        }

        return Utf8.IsValid(bytes) && Encoding.UTF8.GetString(bytes) is var text && !text.Any(char.IsControl)
            ? $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'"
            : QuoteBytes(bytes);
    }

    private static string QuoteBytes(ReadOnlySpan<byte> bytes)
    {
        var quoted = new StringBuilder("$'");
        foreach (var b in bytes)
        {
            _ = (char)b switch
            {
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                '\'' or '\\' => quoted.Append('\\').Append((char)b),
                >= ' ' and <= '~' => quoted.Append((char)b),
                _ => quoted.Append("\\x").Append(b.ToString("x2", null)),
            };
        }

        return quoted.Append('\'').ToString();
    }
}
