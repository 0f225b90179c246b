namespace Crawling;

/// <summary>What a request says of the page that links to it (W3C Referrer Policy).</summary>
public sealed class ReferrerOptions
{
    /// <summary>How much of the page's URL is sent. Default: <see cref="ReferrerPolicy.StrictOriginWhenCrossOrigin"/>, as browsers do.</summary>
    public ReferrerPolicy Policy { get; set; } = ReferrerPolicy.StrictOriginWhenCrossOrigin;

    /// <summary>Whether a page may choose another of the policies for its links, by a Referrer-Policy header or a meta element. Default: true.</summary>
    public bool FromPage { get; set; } = true;
}
