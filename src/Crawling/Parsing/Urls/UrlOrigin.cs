namespace Crawling.Urls;

/// <summary>Serialized origins of URLs (URL standard, section 4.7).</summary>
internal static class UrlOrigin
{
    private const string Opaque = "null";

    public static string Of(Url url)
    {
        var parts = url.Parts;
        return parts.Scheme switch
        {
            "http" or "https" or "ws" or "wss" or "ftp" => $"{parts.Scheme}://{parts.HostAndPort}",
            "blob" => Url.TryParse(parts.Path.ToString(), null, out var inner) && inner.Scheme is "http" or "https" ? Of(inner) : Opaque,
            _ => Opaque,
        };
    }
}
