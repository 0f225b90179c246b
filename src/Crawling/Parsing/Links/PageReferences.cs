using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Crawling.Links;

/// <summary>Joins references, as a callback has read them, to the base of their page: those that have been met before without parsing them.</summary>
internal sealed class PageReferences(Url baseUrl)
{
    // References as written are known elsewhere: there an '&' may begin a character reference.
    private static readonly KnownTargets Known = new();

    private readonly string? _folder = LinkReference.FolderOf(baseUrl);

    /// <summary>False if it is no URL.</summary>
    public bool TryJoin(string? reference, [NotNullWhen(true)] out Url? url)
    {
        Span<byte> ascii = stackalloc byte[KnownTargets.LongestReference];
        return _folder is not null
            && reference is { Length: <= KnownTargets.LongestReference } and not [.., '#']
            && Encoding.UTF8.TryGetBytes(reference, ascii, out var length)
            && LinkReference.TrySplit(ascii[..length], out var parts)
                ? TryJoin(_folder, parts, reference, out url)
                : Url.TryParse(reference, baseUrl, out url);
    }

    private bool TryJoin(string folder, LinkReference parts, string reference, [NotNullWhen(true)] out Url? url)
    {
        if (Known.Find(folder, parts.Address) is { } target)
        {
            url = target.WithFragment(parts.Fragment);
            return true;
        }

        if (!Url.TryParse(reference, baseUrl, out url))
        {
            return false;
        }

        Known.Keep(folder, parts.Address, url.WithoutFragment());
        return true;
    }
}
