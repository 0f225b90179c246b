namespace Crawling.Downloading;

/// <summary>Which of the policies a page chooses for its links: text from outside picks one, and can say nothing else.</summary>
internal static class PagePolicy
{
    private static readonly Dictionary<string, ReferrerPolicy> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["no-referrer"] = ReferrerPolicy.NoReferrer,
        ["no-referrer-when-downgrade"] = ReferrerPolicy.NoReferrerWhenDowngrade,
        ["same-origin"] = ReferrerPolicy.SameOrigin,
        ["origin"] = ReferrerPolicy.Origin,
        ["strict-origin"] = ReferrerPolicy.StrictOrigin,
        ["origin-when-cross-origin"] = ReferrerPolicy.OriginWhenCrossOrigin,
        ["strict-origin-when-cross-origin"] = ReferrerPolicy.StrictOriginWhenCrossOrigin,
        ["unsafe-url"] = ReferrerPolicy.UnsafeUrl,
    };

    /// <summary>Older names in meta elements (HTML standard, section 4.2.5.1).</summary>
    private static readonly Dictionary<string, ReferrerPolicy> MetaNames = new(Names, StringComparer.OrdinalIgnoreCase)
    {
        ["never"] = ReferrerPolicy.NoReferrer,
        ["default"] = ReferrerPolicy.StrictOriginWhenCrossOrigin,
        ["always"] = ReferrerPolicy.UnsafeUrl,
        ["origin-when-crossorigin"] = ReferrerPolicy.OriginWhenCrossOrigin,
    };

    /// <summary>Null if it chooses none. The last one that is known holds, meta elements come after headers.</summary>
    public static ReferrerPolicy? Of(Response response)
    {
        var headers = response.Headers.GetAll("Referrer-Policy").SelectMany(value => value.Split(',')).Select(name => Find(Names, name));
        var metas = response.Page.Metas
            .Where(meta => meta.Name.Equals("referrer", StringComparison.OrdinalIgnoreCase))
            .Select(meta => Find(MetaNames, meta.Content));
        return headers.Concat(metas).LastOrDefault(policy => policy is not null);
    }

    private static ReferrerPolicy? Find(Dictionary<string, ReferrerPolicy> names, string name) =>
        names.TryGetValue(name.Trim(), out var policy) ? policy : null;
}
