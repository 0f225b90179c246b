using Crawling.Downloading;

namespace Crawling.Scheduling;

/// <summary>What the requests that come of another know of their way: one object for those that stay on its host, one for those that leave it.</summary>
internal sealed class ChildHops
{
    private readonly Hop _parent;
    private readonly Url _page;
    private readonly string _host;
    private readonly ReferrerPolicy? _referrer;
    private Hop? _inside;
    private Hop? _outside;

    private ChildHops(Hop parent, Url page, ReferrerPolicy? referrer)
    {
        _parent = parent;
        _page = page;
        _host = page.Host;
        _referrer = referrer;
    }

    public static ChildHops Of(Response page, ReferrerOptions options) =>
        new(page.Request.Hop, page.Url, options.FromPage ? PagePolicy.Of(page) : null);

    /// <summary>Those of a request that has failed without a response.</summary>
    public static ChildHops Of(FrontierRequest failed) => new(failed.Hop, failed.Request.Url, null);

    public Hop To(Url target) => target.Host == _host
        ? _inside ??= Make(_parent.HostDepth + 1)
        : _outside ??= Make(0);

    private Hop Make(int hostDepth) => new() { Depth = _parent.Depth + 1, HostDepth = hostDepth, Page = _page.Href, Referrer = _referrer };
}
