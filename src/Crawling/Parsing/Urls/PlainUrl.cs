using System.Buffers;

namespace Crawling.Urls;

/// <summary>Recognizes most of the URLs that need no parsing, because the parser would give them back as they are.</summary>
internal static class PlainUrl
{
    private static readonly SearchValues<char> HostCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-.");
    private static readonly SearchValues<char> PathCharacters = PercentEncoding.Without(" \"#<>?^`{}\\");

    public static bool IsSerialized(ReadOnlySpan<char> text)
    {
        int hostStart = text.StartsWith("https://") ? 8 : text.StartsWith("http://") ? 7 : 0;
        if (hostStart == 0)
        {
            return false;
        }

        var rest = text[hostStart..];
        int hostLength = rest.IndexOfAnyExcept(HostCharacters);
        if (hostLength <= 0 || rest[hostLength] != '/' || !IsPlainHost(rest[..hostLength]))
        {
            return false;
        }

        rest = rest[hostLength..];
        int pathLength = rest.IndexOfAnyExcept(PathCharacters);
        var path = pathLength < 0 ? rest : rest[..pathLength];
        if (path.Contains("/.", StringComparison.Ordinal) || path.Contains("/%2", StringComparison.Ordinal))
        {
            return false;
        }

        rest = rest[path.Length..];
        if (rest is ['?', ..])
        {
            int queryLength = rest.IndexOfAnyExcept(PercentEncoding.KeptInSpecialQuery);
            rest = queryLength < 0 ? [] : rest[queryLength..];
        }

        return rest.IsEmpty || (rest[0] == '#' && !rest.ContainsAnyExcept(PercentEncoding.KeptInFragment));
    }

    /// <summary>Neither an address, whose last label starts with a digit, nor an international name.</summary>
    private static bool IsPlainHost(ReadOnlySpan<char> host) =>
        host[(host.LastIndexOf('.') + 1)..] is [>= 'a' and <= 'z', ..] && !host.Contains("xn--", StringComparison.Ordinal);
}
