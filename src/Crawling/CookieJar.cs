using System.Text;
using Crawling.Cookies;

namespace Crawling;

/// <summary>
/// The cookies of one visitor, by RFC 6265 and its successor (draft-ietf-httpbis-rfc6265bis-20): 180 a domain and 3000 in all at most, none for
/// a public suffix. Not for several threads at once.
/// </summary>
/// <param name="time">Default: the system's clock.</param>
public sealed class CookieJar(TimeProvider? time = null)
{
    private readonly TimeProvider _time = time ?? TimeProvider.System;

    internal CookieStore Store { get; } = new(time ?? TimeProvider.System);

    /// <summary>Takes the value of one Set-Cookie header, received from a URL. False if it was ignored, because it breaks a rule.</summary>
    public bool Receive(Url from, string setCookie) => Take(from, setCookie) is null;

    /// <summary>The value of the Cookie header for a URL, "" if there is none: longer paths first, then older cookies.</summary>
    public string Send(Url to)
    {
        ArgumentNullException.ThrowIfNull(to);
        return string.Join("; ", Store.Use(to).Select(cookie => cookie.Pair));
    }

    /// <summary>Takes a Set-Cookie header's value (section 5.7). Null, or why it is ignored.</summary>
    internal string? Take(Url from, string setCookie)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(setCookie);
        if (SetCookie.Parse(setCookie, _time.GetUtcNow(), out var problem) is not { } received)
        {
            return problem;
        }

        var (host, domain) = (from.Host, received.Domain);
        var isHostOnly = domain.Length == 0 || (domain == host && IsShared(domain, host));
        var path = received.Path.StartsWith('/') ? received.Path : CookieScope.DefaultPath(from);
        var id = new CookieId(isHostOnly ? host : domain, isHostOnly, path, received.Name);
        problem = (isHostOnly ? HostProblem(host) : DomainProblem(domain, host))
            ?? PrefixProblem(received, id)
            ?? SecureProblem(received, id, CookieScope.IsSecure(from));
        if (problem is null)
        {
            Store.Put(new Cookie(id, received.Value) { Expires = received.Expires, IsSecure = received.IsSecure });
        }

        return problem;
    }

    /// <summary>Takes a cookie that a request's author has set: it never leaves the origin, and replaces all of its name that would be sent
    /// there.</summary>
    internal void Put(Url to, string name, string value)
    {
        var id = new CookieId(to.Host, IsHostOnly: true, "/", name);
        var cookie = new Cookie(id, value) { Origin = to.Origin, IsSecure = CookieScope.IsSecure(to) };
        var replaced = Store.Matching(to).Where(other => other.Id.Name == name).ToList();
        if (replaced is [var same] && same.IsLike(cookie))
        {
            return;
        }

        replaced.ForEach(Store.Remove);
        Store.Put(cookie);
    }

    private string? SecureProblem(SetCookie received, CookieId id, bool isFromSecure) => received switch
    {
        { IsSecure: true } => isFromSecure ? null : "it is Secure, but was not received over https",
        { IsSameSiteNone: true } => "SameSite=None asks for Secure",
        _ => !isFromSecure && Store.HoldsSecureLike(id) ? "it would hide a Secure cookie, but was not received over https" : null,
    };

    private static string? HostProblem(string host) => host.Length == 0 ? "its URL has no host" : null;

    private static string? DomainProblem(string domain, string host) =>
        !Ascii.IsValid(domain) ? "its domain is not in ASCII"
        : !CookieScope.Covers(domain, host) ? "its domain does not cover the host"
        : IsShared(domain, host) ? "its domain is a public suffix"
        : null;

    /// <summary>Whether a domain is the public suffix of the host, or stands over it: strangers share either, and browsers refuse both.</summary>
    private static bool IsShared(string domain, string host) => CookieScope.Covers(domain.TrimEnd('.'), PublicSuffixes.Of(host.TrimEnd('.')));

    private static string? PrefixProblem(SetCookie received, CookieId id)
    {
        // A cookie without a name is sent as its value, which must not look like a name with a prefix.
        var pretends = received.Name.Length == 0;
        var name = pretends ? received.Value : received.Name;
        if (name.StartsWith("__Secure-", StringComparison.OrdinalIgnoreCase))
        {
            return !pretends && received.IsSecure ? null : "its prefix __Secure- asks for Secure";
        }

        return !name.StartsWith("__Host-", StringComparison.OrdinalIgnoreCase)
            || (!pretends && received.IsSecure && received.HasPath && id is { IsHostOnly: true, Path: "/" })
            ? null
            : "its prefix __Host- asks for Secure, Path=/ and no Domain";
    }
}
