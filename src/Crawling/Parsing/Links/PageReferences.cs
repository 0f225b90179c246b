using System.Diagnostics.CodeAnalysis;

namespace Crawling.Links;

/// <summary>Joins references, as a callback has read them, to the base of their page: most without parsing them.</summary>
internal sealed class PageReferences(Url baseUrl)
{
    private readonly PlainReference? _plain = PlainReference.To(baseUrl);

    /// <summary>False if it is no URL.</summary>
    public bool TryJoin(string? reference, [NotNullWhen(true)] out Url? url)
    {
        if (_plain is null || reference is null or [.., '#'] || !_plain.TryJoin(reference, out url, out var fragment))
        {
            return Url.TryParse(reference, baseUrl, out url);
        }

        url = url.WithFragment(fragment);
        return true;
    }
}
