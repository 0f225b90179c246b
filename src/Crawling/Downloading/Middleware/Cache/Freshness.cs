using System.Globalization;

namespace Crawling.Cache;

/// <summary>How old a stored response is and how old it may be (RFC 9111, section 4.2).</summary>
internal sealed class Freshness
{
    private const double HeuristicPart = 0.1;

    private readonly CacheControl _control;
    private readonly TimeSpan _age;
    private readonly TimeSpan _lifetime;

    public Freshness(CachedHead head, DateTimeOffset now, bool heuristic)
    {
        _control = head.Control;
        _age = AgeOf(head, now);
        _lifetime = LifetimeOf(head, heuristic);
    }

    public TimeSpan Age => _age;

    public bool IsStale => _lifetime <= _age;

    /// <summary>The time from its making that a response is fresh for; zero if it does not say. What it says to shared caches does not count.</summary>
    /// <param name="head">The response.</param>
    /// <param name="heuristic">Whether one that does not say is fresh for a part of the time since its last change (section 4.2.2).</param>
    public static TimeSpan LifetimeOf(CachedHead head, bool heuristic)
    {
        if (head.Control.MaxAge is { } maxAge)
        {
            return maxAge;
        }

        if (head.Headers.Contains("Expires"))
        {
            return HttpDate.Parse(head.Headers.GetAll("Expires")[0]) - head.Date ?? TimeSpan.Zero;
        }

        return heuristic
            && (head.Control.IsPublic || Storability.IsCacheableByDefault(head.Status))
            && HttpDate.Parse(head.Headers["Last-Modified"]) is { } changed
            ? (head.Date - changed) * HeuristicPart
            : TimeSpan.Zero;
    }

    /// <summary>Whether a request may be answered without asking the server (sections 4, 5.2.1).</summary>
    /// <param name="request">What the request says.</param>
    /// <param name="oldest">An age past which the server is asked anyway.</param>
    public bool Satisfies(CacheControl request, TimeSpan? oldest)
    {
        if (_control.NoCache || request.NoCache)
        {
            return false;
        }

        var lifetime = Least(Least(_lifetime, request.MaxAge), oldest);
        return lifetime > _age
            ? lifetime - _age >= (request.MinFresh ?? TimeSpan.Zero)
            : !_control.MustRevalidate && _age - lifetime <= request.MaxStale;
    }

    /// <summary>Whether it may be used because the server fails (RFC 5861, section 4), which the server or the request must allow.</summary>
    public bool SurvivesError(CacheControl request)
    {
        var limit = Most(_control.StaleIfError, request.StaleIfError);
        return !_control.NoCache && !request.NoCache && !_control.MustRevalidate && _age - _lifetime <= limit;
    }

    /// <summary>Section 4.2.3.</summary>
    private static TimeSpan AgeOf(CachedHead head, DateTimeOffset now)
    {
        var apparent = Most(head.Received - head.Date, TimeSpan.Zero)!.Value;
        var corrected = AgeFieldOf(head.Headers) + (head.Received - head.Requested);
        var resident = Most(now - head.Received, TimeSpan.Zero)!.Value;
        return Most(apparent, corrected)!.Value + resident;
    }

    /// <summary>Of several values the first holds; what is none is ignored (section 5.1).</summary>
    private static TimeSpan AgeFieldOf(HeaderList headers)
    {
        var first = headers.GetAll("Age") is [var line, ..] ? line.Split(',')[0].Trim() : "";
        return uint.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(seconds)
            : TimeSpan.Zero;
    }

    private static TimeSpan Least(TimeSpan one, TimeSpan? other) => other < one ? other.Value : one;

    private static TimeSpan? Most(TimeSpan? one, TimeSpan? other) => one is null || other > one ? other : one;
}
