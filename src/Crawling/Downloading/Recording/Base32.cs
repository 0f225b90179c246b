using System.Text;

namespace Crawling.Recording;

/// <summary>Base32 (RFC 4648, section 6), in which WARC files write digests.</summary>
internal static class Base32
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <param name="bytes">A multiple of five, so that nothing need be padded.</param>
    public static string Of(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        for (var bit = 0; bit < bytes.Length * 8; bit += 5)
        {
            var pair = (bytes[bit / 8] << 8) | (bit / 8 + 1 < bytes.Length ? bytes[bit / 8 + 1] : 0);
            text.Append(Alphabet[(pair >> (11 - bit % 8)) & 31]);
        }

        return text.ToString();
    }
}
