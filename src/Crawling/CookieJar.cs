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
    private readonly CookieStore _store = new(time ?? TimeProvider.System);
    private readonly TimeProvider _time = time ?? TimeProvider.System;

    internal CookieStore Store => _store;

    /// <summary>Takes the value of one Set-Cookie header, received from a URL. False if it was ignored, because it breaks a rule.</summary>
    public bool Receive(Url from, string setCookie) => Refusal(from, setCookie) is null;

    /// <summary>The value of the Cookie header for a URL, "" if there is none: longer paths first, then older cookies.</summary>
    public string Send(Url to)
    {
        ArgumentNullException.ThrowIfNull(to);
        return string.Join("; ", _store.Use(to).Select(cookie => cookie.Pair));
    }

    /// <summary>Takes a Set-Cookie header's value (section 5.7), or says why not.</summary>
    internal string? Refusal(Url from, string setCookie)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(setCookie);
        if (SetCookie.Parse(setCookie, _time.GetUtcNow(), out var problem) is not { } received)
        {
            return problem;
        }

        var host = from.Host;
        var domain = received.Domain;
        if (host.Length == 0)
        {
            return "its URL has no host";
        }

        if (!Ascii.IsValid(domain))
        {
            return "its domain is not in ASCII";
        }

        if (domain.Length > 0 && !CookieScope.Covers(domain, host))
        {
            return "its domain does not cover the host";
        }

        // As browsers do it: what stands over a public suffix is shared by strangers just as well.
        var isShared = domain.Length > 0 && CookieScope.Covers(domain.TrimEnd('.'), PublicSuffixes.Of(host.TrimEnd('.')));
        if (isShared && domain != host)
        {
            return "its domain is a public suffix";
        }

        var isHostOnly = isShared || domain.Length == 0;
        var path = received.Path.StartsWith('/') ? received.Path : CookieScope.DefaultPath(from);
        var id = new CookieId(isHostOnly ? host : domain, isHostOnly, path, received.Name);
        return PrefixProblem(received, id) ?? SecureProblem(received, id, CookieScope.IsSecure(from)) ?? Keep(received, id);
    }

    /// <summary>Takes a cookie that a request's author has set: it never leaves the origin, and replaces all of its name that would be sent
    /// there.</summary>
    internal void Put(Url to, string name, string value)
    {
        var id = new CookieId(to.Host, IsHostOnly: true, "/", name);
        var cookie = new Cookie(id, value) { Origin = to.Origin, IsSecure = CookieScope.IsSecure(to) };
        var replaced = _store.Matching(to).Where(other => other.Id.Name == name).ToList();
        if (replaced is [var same] && same.IsLike(cookie))
        {
            return;
        }

        replaced.ForEach(_store.Remove);
        _store.Put(cookie);
    }

    private string? Keep(SetCookie received, CookieId id)
    {
        _store.Put(new Cookie(id, received.Value) { Expires = received.Expires, IsSecure = received.IsSecure });
        return null;
    }

    private string? SecureProblem(SetCookie received, CookieId id, bool isFromSecure) => received switch
    {
        { IsSecure: true } => isFromSecure ? null : "it is Secure, but was not received over https",
        { IsSameSiteNone: true } => "SameSite=None asks for Secure",
        _ => !isFromSecure && _store.HoldsSecureLike(id) ? "it would hide a Secure cookie, but was not received over https" : null,
    };

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
