namespace Crawling.Urls;

/// <summary>The special schemes and their default ports (URL standard, section 4.2).</summary>
internal static class SpecialScheme
{
    public const int NoPort = -1;

    public static bool Contains(ReadOnlySpan<char> scheme) => scheme is "http" or "https" or "ws" or "wss" or "ftp" or "file";

    public static int DefaultPort(ReadOnlySpan<char> scheme) => scheme switch
    {
        "http" or "ws" => 80,
        "https" or "wss" => 443,
        "ftp" => 21,
        _ => NoPort,
    };
}
