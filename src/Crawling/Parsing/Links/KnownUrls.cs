using System.Numerics;
using System.Runtime.InteropServices;

namespace Crawling.Links;

/// <summary>
/// URLs that pages have led to before, so that a link met again makes no new one: a page mostly has the links of the page before it. A table of
/// fixed size in which the newest stays. From any thread.
/// </summary>
internal static class KnownUrls
{
    private const int Places = 1 << 15;
    private const ulong Odd = 0x9E37_79B9_7F4A_7C15;
    private const int Turn = 31;
    private const int CharactersOfWord = sizeof(ulong) / sizeof(char);

    // Of all pages of the process, as a URL depends on nothing else.
    private static readonly Url?[] Urls = new Url?[Places];

    /// <summary>The URL of this serialized form; null if it is not known.</summary>
    public static Url? Find(ReadOnlySpan<char> href) =>
        Volatile.Read(ref PlaceOf(href)) is { } url && href.SequenceEqual(url.Href) ? url : null;

    /// <summary>The URL of this serialized form; known from now on.</summary>
    public static Url Of(ReadOnlySpan<char> href)
    {
        ref var place = ref PlaceOf(href);
        if (Volatile.Read(ref place) is not { } url || !href.SequenceEqual(url.Href))
        {
            Volatile.Write(ref place, url = Url.OfSerialized(href.ToString()));
        }

        return url;
    }

    public static void Keep(Url url) => Volatile.Write(ref PlaceOf(url.Href), url);

    /// <summary>Whoever makes URLs that meet here only makes them slower.</summary>
    private static ref Url? PlaceOf(ReadOnlySpan<char> href)
    {
        // In two halves, as one multiplication need not wait for the other then.
        var words = MemoryMarshal.Cast<char, ulong>(href);
        var (hash, other) = ((ulong)href.Length, 0UL);
        for (; words.Length > 1; words = words[2..])
        {
            hash = BitOperations.RotateLeft(hash ^ words[0], Turn) * Odd;
            other = BitOperations.RotateLeft(other ^ words[1], Turn) * Odd;
        }

        foreach (var character in href[^(href.Length % (2 * CharactersOfWord))..])
        {
            hash = BitOperations.RotateLeft(hash ^ character, Turn) * Odd;
        }

        hash = (hash ^ BitOperations.RotateLeft(other, Turn)) * Odd;
        return ref Urls[(int)(hash >> 48) & (Places - 1)];
    }
}
