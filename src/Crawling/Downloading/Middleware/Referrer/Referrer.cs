namespace Crawling.Downloading;

/// <summary>"Determine request's Referrer" of W3C Referrer Policy, section 8.3.</summary>
internal static class Referrer
{
    private const int LongestUrl = 4096;

    /// <summary>Null if nothing is told.</summary>
    public static string? Of(Url page, Url target, ReferrerPolicy policy)
    {
        if (page.Scheme is not ("http" or "https"))
        {
            return null;
        }

        var origin = page.Origin + "/";
        var url = WithoutSecrets(page);
        var isSameOrigin = page.Origin == target.Origin;
        var isDowngrade = IsTrustworthy(page) && !IsTrustworthy(target);
        return policy switch
        {
            ReferrerPolicy.NoReferrer => null,
            ReferrerPolicy.NoReferrerWhenDowngrade => isDowngrade ? null : url,
            ReferrerPolicy.SameOrigin => isSameOrigin ? url : null,
            ReferrerPolicy.Origin => origin,
            ReferrerPolicy.StrictOrigin => isDowngrade ? null : origin,
            ReferrerPolicy.OriginWhenCrossOrigin => isSameOrigin ? url : origin,
            ReferrerPolicy.UnsafeUrl => url,
            _ => isSameOrigin ? url : isDowngrade ? null : origin,
        };
    }

    /// <summary>"Strip url for use as a referrer", section 8.4: without credentials and fragment.</summary>
    private static string WithoutSecrets(Url page)
    {
        var url = $"{page.Origin}{page.Path}{page.Query}";
        return url.Length > LongestUrl ? page.Origin + "/" : url;
    }

    /// <summary>Potentially trustworthy by W3C Secure Contexts, section 3.1: what nobody on the way can read.</summary>
    private static bool IsTrustworthy(Url url) =>
        url.Scheme == "https"
        || url.Host is "localhost" or "[::1]"
        || url.Host.EndsWith(".localhost", StringComparison.Ordinal)
        || (url.Host.StartsWith("127.", StringComparison.Ordinal) && System.Net.IPAddress.TryParse(url.Host, out _));
}
