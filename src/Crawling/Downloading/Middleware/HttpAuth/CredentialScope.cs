using System.Diagnostics.CodeAnalysis;
using Crawling.Urls;

namespace Crawling.Downloading;

/// <summary>Where credentials may go: a host with those under it, or one origin.</summary>
internal sealed class CredentialScope
{
    private readonly DomainList _domain;
    private readonly string? _origin;

    private CredentialScope(Url url, bool isOrigin)
    {
        _domain = new DomainList([url.Host]);
        _origin = isOrigin ? url.Origin : null;
    }

    /// <param name="text"><c>shop.example</c>, or <c>https://shop.example</c>.</param>
    /// <param name="scope">What it stands for.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out CredentialScope? scope)
    {
        var isOrigin = text?.Contains("://", StringComparison.Ordinal) == true;
        var isWhole = Url.TryParse(isOrigin ? text : $"https://{text?.TrimStart('.')}", null, out var url)
            && url.Scheme is "http" or "https"
            && url.Href.Length == url.Origin.Length + "/".Length
            && (isOrigin || url.Port < 0)
            && !url.Host.Contains('*', StringComparison.Ordinal);
        scope = isWhole ? new(url!, isOrigin) : null;
        return isWhole;
    }

    public bool Contains(Url url) => _origin is null ? _domain.Contains(url.Host) : url.Origin == _origin;
}
