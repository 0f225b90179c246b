using System.Collections.Frozen;

namespace Crawling.Cache;

/// <summary>What a private cache may store (RFC 9111, section 3), as far as it can be of use later.</summary>
internal static class Storability
{
    // RFC 9110, section 15.1, but for 206: parts are not kept.
    private static readonly FrozenSet<int> CacheableByDefault = FrozenSet.Create(200, 203, 204, 300, 301, 308, 404, 405, 410, 414, 501);

    private static readonly FrozenSet<int> Understood = [.. CacheableByDefault, 302, 303, 307];

    // RFC 9111, section 3.1.
    private static readonly FrozenSet<string> OfConnection = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "Connection",
        "Keep-Alive",
        "Proxy-Authenticate",
        "Proxy-Authentication-Info",
        "Proxy-Authorization",
        "Proxy-Connection",
        "TE",
        "Transfer-Encoding",
        "Upgrade");

    public static bool IsCacheableByDefault(int status) => CacheableByDefault.Contains(status);

    /// <summary>Whether a response to GET or HEAD may be stored.</summary>
    public static bool Holds(CacheControl request, CachedHead response, bool heuristic)
    {
        var control = response.Control;
        return !request.NoStore
            && AllowsStoring(control, response.Status)
            && !CacheKey.VaryOf(response.Headers).Contains("*")
            && (IsCacheableByDefault(response.Status) || control.IsPublic || control.IsPrivate || SaysHowLong(response))
            && (Freshness.LifetimeOf(response, heuristic) > TimeSpan.Zero || Validation.IsPossible(response.Headers));
    }

    /// <summary>Its fields without those that were for this connection only. Set-Cookie has done its work: it is not to be done again each time
    /// the response is used.</summary>
    public static HeaderList FieldsOf(HeaderList received)
    {
        var nominated = received.GetAll("Connection").SelectMany(line => line.Split(',', StringSplitOptions.TrimEntries)).ToList();
        var kept = new HeaderList();
        foreach (var (name, value) in received)
        {
            if (!OfConnection.Contains(name) && !nominated.Contains(name, StringComparer.OrdinalIgnoreCase) && !IsSetCookie(name))
            {
                kept.AddReceived(name, value);
            }
        }

        return kept;
    }

    public static bool IsSetCookie(string name) => name.Equals("Set-Cookie", StringComparison.OrdinalIgnoreCase);

    /// <summary>Who must understand a status may store what it understands, whatever no-store says to the others (section 5.2.2.3).</summary>
    private static bool AllowsStoring(CacheControl control, int status) =>
        status is >= 200 and not (206 or 304) && (control.MustUnderstand ? Understood.Contains(status) : !control.NoStore);

    private static bool SaysHowLong(CachedHead response) => response.Control.MaxAge is not null || response.Headers.Contains("Expires");
}
