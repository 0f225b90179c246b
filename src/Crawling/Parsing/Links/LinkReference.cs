using System.Buffers;

namespace Crawling.Links;

/// <summary>A reference as written in a page, taken apart without being decoded.</summary>
internal readonly ref struct LinkReference
{
    // What the URL parser keeps in a fragment as it is (URL standard, section 1.3), but for '&', which may begin a character reference.
    private static readonly SearchValues<byte> PlainInFragment =
        SearchValues.Create("!#$%'()*+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_abcdefghijklmnopqrstuvwxyz{|}~"u8);

    private LinkReference(ReadOnlySpan<byte> address, ReadOnlySpan<byte> fragment)
    {
        Address = address;
        Fragment = fragment;
    }

    /// <summary>What is joined to the base.</summary>
    public ReadOnlySpan<byte> Address { get; }

    /// <summary>The fragment without its '#', which stays as it is.</summary>
    public ReadOnlySpan<byte> Fragment { get; }

    /// <summary>The folder of a base, which is all of it that the address of a simple reference is joined to; null if the base is no page of a site.</summary>
    public static string? FolderOf(Url baseUrl)
    {
        var parts = baseUrl.Parts;
        if (parts.Scheme is not ("http" or "https"))
        {
            return null;
        }

        var rest = parts.Path.Length - (parts.Path.LastIndexOf('/') + 1) + parts.Query.Length + parts.Fragment.Length;
        return baseUrl.Href[..^rest];
    }

    /// <summary>False: what the reference comes to depends on more than the folder of its page, or its parts are not to be told apart in bytes.</summary>
    public static bool TrySplit(ReadOnlySpan<byte> reference, out LinkReference parts)
    {
        var hash = reference.IndexOf((byte)'#');
        var address = hash < 0 ? reference : reference[..hash];
        var fragment = hash < 0 ? [] : reference[(hash + 1)..];
        parts = new LinkReference(address, fragment);
        return address is [> (byte)' ' and not ((byte)'?' or (byte)'&'), ..]
            && address[^1] > ' '
            && !IsOfOtherScheme(address)
            && IsPlainBeforeQuery(address, hasFragment: hash >= 0)
            && !fragment.ContainsAnyExcept(PlainInFragment);
    }

    /// <summary>Whether no character reference could stand for a ':', '?' or '#' that would end the address or its scheme.</summary>
    private static bool IsPlainBeforeQuery(ReadOnlySpan<byte> address, bool hasFragment)
    {
        var reference = address.IndexOf((byte)'&');
        return reference < 0 || (!hasFragment && address[..reference].Contains((byte)'?'));
    }

    /// <summary>Whether it has a scheme without "/" behind it: not of the web, or joined to the whole of the base.</summary>
    private static bool IsOfOtherScheme(ReadOnlySpan<byte> address)
    {
        var colon = address.IndexOf((byte)':');
        return colon >= 0 && (colon + 1 == address.Length || address[colon + 1] != '/');
    }
}
