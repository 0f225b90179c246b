namespace Crawling.Scheduling;

/// <summary>
/// URLs that the frontier has seen: not all of them, the newest of a table of fixed size. Links lead to the same pages again and again, and a request
/// for one of these need not go to the frontier to be known as a duplicate. Written on the loop, asked from any thread.
/// </summary>
internal sealed class SeenUrls
{
    private const int Places = 1 << 15;

    private static int _count;

    private readonly int _number = Interlocked.Increment(ref _count);
    private readonly Url?[] _urls = new Url?[Places];

    /// <summary>Whether it is known to be a duplicate; what is not known may be one too.</summary>
    public bool Contains(Request request)
    {
        var url = request.Url;
        if (request.DontFilter || !IsUrlOnly(request))
        {
            return false;
        }

        // Most are the same object as before, and say so themselves.
        if (url.SeenBy == _number)
        {
            return true;
        }

        if (Volatile.Read(ref PlaceOf(url)) is not { } seen || !seen.Equals(url))
        {
            return false;
        }

        url.SeenBy = _number;
        return true;
    }

    /// <summary>The frontier has seen it: as new or as a duplicate.</summary>
    public void Add(FrontierRequest request)
    {
        if (!request.Unfiltered && IsUrlOnly(request.Request))
        {
            var url = request.Request.Url;
            url.SeenBy = _number;
            Volatile.Write(ref PlaceOf(url), url);
        }
    }

    private static bool IsUrlOnly(Request request) => request.Body.IsEmpty && request.Method == "GET";

    private ref Url? PlaceOf(Url url) => ref _urls[url.GetHashCode() & (Places - 1)];
}
