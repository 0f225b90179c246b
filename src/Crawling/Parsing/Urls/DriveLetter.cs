namespace Crawling.Urls;

/// <summary>Windows drive letters in file URLs (URL standard, section 4.2).</summary>
internal static class DriveLetter
{
    public static bool Is(ReadOnlySpan<char> text) => text is [_, ':' or '|'] && char.IsAsciiLetter(text[0]);

    public static bool IsFirstIn(ReadOnlySpan<char> text) =>
        text.Length >= 2 && Is(text[..2]) && text[2..] is [] or ['/' or '\\' or '?' or '#', ..];

    /// <summary>"/C:" if a serialized path begins with that segment, else nothing.</summary>
    public static ReadOnlySpan<char> OfPath(ReadOnlySpan<char> path) =>
        path.Length >= 3 && path[2] == ':' && char.IsAsciiLetter(path[1]) && path[3..] is [] or ['/', ..] ? path[..3] : [];
}
