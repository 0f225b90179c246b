using System.Runtime.InteropServices;

namespace Crawling.Links;

/// <summary>
/// What links have come to before, by how they are written and the folder of their page: a page mostly has the links of the page before it.
/// A table of fixed size in which the newest stays. From any thread.
/// </summary>
internal sealed class KnownTargets
{
    /// <summary>In bytes; longer ones are not kept.</summary>
    public const int LongestReference = 256;

    private const int Places = 1 << 13;

    private readonly Entry?[] _entries = new Entry?[Places];

    /// <summary>Of all pages of the process, as how a reference is joined depends on nothing else.</summary>
    public static KnownTargets Shared { get; } = new();

    /// <summary>The target of a reference that is there.</summary>
    /// <param name="folder">The base up to its last '/', the query left out.</param>
    /// <param name="reference">What is joined to it, as written in the page.</param>
    public Url? Find(string folder, ReadOnlySpan<byte> reference) =>
        Volatile.Read(ref PlaceOf(folder, reference)) is { } entry && entry.Folder == folder && reference.SequenceEqual(entry.Reference)
            ? entry.Target
            : null;

    public void Keep(string folder, ReadOnlySpan<byte> reference, Url target)
    {
        if (reference.Length <= LongestReference && target.Href.Length <= LongestReference + folder.Length)
        {
            Volatile.Write(ref PlaceOf(folder, reference), new Entry(folder, reference.ToArray(), target));
        }
    }

    /// <summary>Whoever makes references that meet here only makes them slower.</summary>
    private ref Entry? PlaceOf(string folder, ReadOnlySpan<byte> reference)
    {
        var hash = (ulong)folder.Length;
        for (; reference.Length >= sizeof(ulong); reference = reference[sizeof(ulong)..])
        {
            hash = (hash ^ MemoryMarshal.Read<ulong>(reference)) * 0x9E37_79B9_7F4A_7C15;
            hash ^= hash >> 29;
        }

        foreach (var character in reference)
        {
            hash = (hash ^ character) * 0x9E37_79B9_7F4A_7C15;
        }

        return ref _entries[(int)(hash >> 51) & (Places - 1)];
    }

    private sealed record Entry(string Folder, byte[] Reference, Url Target);
}
