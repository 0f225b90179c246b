using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Crawling.Links;

/// <summary>
/// References such as <c>../folder/page.html?query#part</c>, which stand in their URL as they are written: nothing of them is percent-encoded, left out
/// or taken for something else (URL standard, section 4.4).
/// </summary>
internal sealed class PlainReference
{
    /// <summary>The longest URL that is made of one, in characters.</summary>
    public const int LongestUrl = 512;

    private static readonly SearchValues<char> PlainInAddress =
        SearchValues.Create("!$%&()*+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]_abcdefghijklmnopqrstuvwxyz|~");

    private static readonly SearchValues<char> PlainInFragment =
        SearchValues.Create("!#$%&'()*+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_abcdefghijklmnopqrstuvwxyz{|}~");

    private readonly Url _page;
    private readonly string _folder;
    private readonly int _pathAt;

    private PlainReference(Url page, string folder, int pathAt)
    {
        _page = page;
        _folder = folder;
        _pathAt = pathAt;
    }

    /// <summary>Joins references to a base; null if the base is no page of a site.</summary>
    public static PlainReference? To(Url baseUrl)
    {
        var parts = baseUrl.Parts;
        if (parts.Scheme is not ("http" or "https"))
        {
            return null;
        }

        var end = baseUrl.Href.Length - parts.Fragment.Length - parts.Query.Length;
        var name = parts.Path.Length - (parts.Path.LastIndexOf('/') + 1);
        return new(baseUrl.WithoutFragment(), baseUrl.Href[..(end - name)], end - parts.Path.Length);
    }

    /// <summary>The URL of a reference without its fragment, which stays as it is; false if it takes the URL parser to tell.</summary>
    public bool TryJoin(ReadOnlySpan<char> reference, [NotNullWhen(true)] out Url? target, out ReadOnlySpan<char> fragment)
    {
        var hash = reference.IndexOf('#');
        var address = hash < 0 ? reference : reference[..hash];
        fragment = hash < 0 ? [] : reference[(hash + 1)..];
        target = null;
        if (address is ['?', ..] || address.ContainsAnyExcept(PlainInAddress) || fragment.ContainsAnyExcept(PlainInFragment))
        {
            return false;
        }

        if (address.IsEmpty)
        {
            target = _page;
            return true;
        }

        return address.StartsWith("http://") || address.StartsWith("https://") ? TryParse(address, out target) : TryJoin(address, out target);
    }

    private static bool TryParse(ReadOnlySpan<char> address, [NotNullWhen(true)] out Url? target)
    {
        target = KnownUrls.Find(address);
        if (target is null && Url.TryParse(address.ToString(), null, out target) && target.Href.Length <= LongestUrl)
        {
            KnownUrls.Keep(target);
        }

        return target is not null;
    }

    private bool TryJoin(ReadOnlySpan<char> address, [NotNullWhen(true)] out Url? target)
    {
        target = null;
        var folder = _folder.AsSpan();
        if (address[0] == '/')
        {
            folder = folder[.._pathAt];
        }
        else
        {
            while (address.StartsWith("../"))
            {
                address = address["../".Length..];
                folder = folder[..(folder[_pathAt..^1].LastIndexOf('/') is var slash and >= 0 ? _pathAt + slash + 1 : _pathAt + 1)];
            }
        }

        if (folder.Length + address.Length > LongestUrl || !IsPlainPath(address))
        {
            return false;
        }

        Span<char> href = stackalloc char[LongestUrl];
        folder.CopyTo(href);
        address.CopyTo(href[folder.Length..]);
        target = KnownUrls.Of(href[..(folder.Length + address.Length)]);
        return true;
    }

    /// <summary>Whether it begins with no scheme and no host, and has no dot segments.</summary>
    private static bool IsPlainPath(ReadOnlySpan<char> address)
    {
        var colon = address.IndexOf(':');
        return !address.StartsWith("//")
            && !address.StartsWith('.')
            && address.IndexOf("/.") < 0
            && (colon < 0 || address[..colon].ContainsAny('/', '?'))
            && (address.IndexOf('%') < 0 || address.IndexOf("%2e", StringComparison.OrdinalIgnoreCase) < 0);
    }
}
