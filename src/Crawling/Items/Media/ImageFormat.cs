namespace Crawling.Items;

/// <summary>The kinds of images that are told by their first bytes, as the MIME Sniffing standard does (section 6.1), and AVIF and TIFF.</summary>
internal static class ImageFormat
{
    public static IReadOnlyList<string> Extensions { get; } = [".jpg", ".png", ".gif", ".webp", ".avif", ".bmp", ".tiff"];

    /// <summary>Null if it is none of them.</summary>
    public static string? ExtensionOf(ReadOnlySpan<byte> content) => content switch
    {
        [0xFF, 0xD8, 0xFF, ..] => ".jpg",
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => ".png",
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', (byte)'7' or (byte)'9', (byte)'a', ..] => ".gif",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', (byte)'V', (byte)'P', ..] => ".webp",
        [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', (byte)'a', (byte)'v', (byte)'i', (byte)'f' or (byte)'s', ..] => ".avif",
        [(byte)'B', (byte)'M', ..] => ".bmp",
        [(byte)'I', (byte)'I', (byte)'*', 0, ..] or [(byte)'M', (byte)'M', 0, (byte)'*', ..] => ".tiff",
        _ => null,
    };
}
