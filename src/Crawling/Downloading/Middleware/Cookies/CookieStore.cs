namespace Crawling.Cookies;

/// <summary>Holds the cookies of a jar and removes those that are too many (RFC 6265bis, section 5.7), without judging them.</summary>
internal sealed class CookieStore(TimeProvider time)
{
    public const int MostPerDomain = 180;
    public const int Most = 3000;

    private readonly Dictionary<string, List<Cookie>> _byDomain = new(StringComparer.Ordinal);
    private long _clock;
    private int _count;

    /// <summary>About how many bytes they take.</summary>
    public long Size { get; private set; }

    /// <summary>Told of each cookie that is put in, and with null of each that is gone.</summary>
    public Action<CookieId, Cookie?>? Changed { get; set; }

    /// <summary>What is sent to a URL, in order.</summary>
    public IEnumerable<Cookie> Use(Url to)
    {
        var cookies = Matching(to);
        if (cookies.Count > 0)
        {
            _clock++;
            cookies.ForEach(cookie => cookie.Used = _clock);
            cookies.Sort((one, other) => other.Id.Path.Length != one.Id.Path.Length
                ? other.Id.Path.Length.CompareTo(one.Id.Path.Length)
                : one.Created.CompareTo(other.Created));
        }

        return cookies;
    }

    /// <summary>What a URL may get, in no order.</summary>
    public List<Cookie> Matching(Url to)
    {
        var (host, path) = (to.Host, to.Path);
        return
        [
            .. CookieScope.DomainsOver(host).SelectMany(Live).Where(cookie =>
                (!cookie.Id.IsHostOnly || cookie.Id.Domain == host)
                && (!cookie.IsSecure || CookieScope.IsSecure(to))
                && (cookie.Origin is null || cookie.Origin == to.Origin)
                && CookieScope.PathCovers(cookie.Id.Path, path)),
        ];
    }

    /// <summary>Whether a cookie would overlay a Secure one: same name, a domain over or under its own, a path under its own.</summary>
    public bool HoldsSecureLike(CookieId id) => _byDomain.Values.SelectMany(cookies => cookies).Any(cookie =>
        cookie.IsSecure
        && cookie.Id.Name == id.Name
        && (CookieScope.Covers(cookie.Id.Domain, id.Domain) || CookieScope.Covers(id.Domain, cookie.Id.Domain))
        && CookieScope.PathCovers(cookie.Id.Path, id.Path)
        && !HasExpired(cookie));

    /// <summary>Puts a cookie in the place of the same one, whose age it gets. One that has expired only removes.</summary>
    public void Put(Cookie cookie)
    {
        var created = ++_clock;
        if (Live(cookie.Id.Domain).Find(other => other.Id == cookie.Id) is { } earlier)
        {
            created = earlier.Created;
            Remove(earlier);
        }

        if (!HasExpired(cookie))
        {
            var dated = cookie with { Created = created, Used = _clock };
            Add(dated);
            Changed?.Invoke(dated.Id, dated);
            RemoveExcess(cookie.Id.Domain);
        }
    }

    /// <summary>Puts back a cookie of a former run, unless it has expired since.</summary>
    public void Restore(Cookie cookie)
    {
        _clock = Math.Max(_clock, cookie.Created);
        if (HasExpired(cookie))
        {
            Changed?.Invoke(cookie.Id, null);
        }
        else
        {
            Add(cookie);
        }
    }

    public void Remove(Cookie cookie)
    {
        if (_byDomain.TryGetValue(cookie.Id.Domain, out var cookies) && cookies.Remove(cookie))
        {
            Forget(cookie);
            if (cookies.Count == 0)
            {
                _byDomain.Remove(cookie.Id.Domain);
            }
        }
    }

    public void Clear() => _byDomain.Values.SelectMany(cookies => cookies).ToList().ForEach(Remove);

    private void Add(Cookie cookie)
    {
        if (!_byDomain.TryGetValue(cookie.Id.Domain, out var cookies))
        {
            _byDomain.Add(cookie.Id.Domain, cookies = []);
        }

        cookies.Add(cookie);
        _count++;
        Size += cookie.Size;
    }

    private void Forget(Cookie cookie)
    {
        _count--;
        Size -= cookie.Size;
        Changed?.Invoke(cookie.Id, null);
    }

    /// <summary>Of a domain with too many those go first that are not Secure; otherwise those that were not used for longest.</summary>
    private void RemoveExcess(string domain)
    {
        if (_byDomain[domain] is { Count: > MostPerDomain } cookies)
        {
            Remove(cookies.OrderBy(cookie => cookie.IsSecure).ThenBy(cookie => cookie.Used).First());
        }

        if (_count > Most)
        {
            _byDomain.Keys.ToList().ForEach(key => Live(key));
        }

        if (_count > Most)
        {
            Remove(_byDomain.Values.SelectMany(all => all).MinBy(cookie => cookie.Used)!);
        }
    }

    /// <summary>The cookies of a domain, those that have expired removed.</summary>
    private List<Cookie> Live(string domain)
    {
        if (!_byDomain.TryGetValue(domain, out var cookies))
        {
            return [];
        }

        foreach (var expired in cookies.FindAll(HasExpired))
        {
            Remove(expired);
        }

        return cookies;
    }

    private bool HasExpired(Cookie cookie) => cookie.Expires <= time.GetUtcNow();
}
