namespace Crawling;

/// <summary>What of a page's URL the requests for its links tell (W3C Referrer Policy, section 3). A URL is sent without its credentials and
/// fragment; an origin is scheme, host and port.</summary>
public enum ReferrerPolicy
{
    /// <summary>Nothing.</summary>
    NoReferrer,

    /// <summary>The URL, but nothing from https to http.</summary>
    NoReferrerWhenDowngrade,

    /// <summary>The URL within the origin, nothing to others.</summary>
    SameOrigin,

    /// <summary>The origin.</summary>
    Origin,

    /// <summary>The origin, but nothing from https to http.</summary>
    StrictOrigin,

    /// <summary>The URL within the origin, the origin to others.</summary>
    OriginWhenCrossOrigin,

    /// <summary>The URL within the origin, the origin to others, but nothing from https to http.</summary>
    StrictOriginWhenCrossOrigin,

    /// <summary>The URL, to whomever.</summary>
    UnsafeUrl,
}
