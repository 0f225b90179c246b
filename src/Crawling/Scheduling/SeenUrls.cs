namespace Crawling.Scheduling;

/// <summary>
/// URLs that the frontier has seen: not all of them, the newest of a table of fixed size. Links lead to the same pages again and again, and a request
/// for one of these need not go to the frontier to be known as a duplicate. Written on the loop, asked from any thread.
/// </summary>
internal sealed class SeenUrls
{
    private const int Places = 1 << 15;

    private readonly Url?[] _urls = new Url?[Places];

    /// <summary>Whether it is known to be a duplicate; what is not known may be one too.</summary>
    public bool Contains(Request request) =>
        !request.DontFilter && IsUrlOnly(request) && Volatile.Read(ref PlaceOf(request.Url)) is { } seen && seen.Equals(request.Url);

    /// <summary>The frontier has seen it: as new or as a duplicate.</summary>
    public void Add(FrontierRequest request)
    {
        if (!request.Unfiltered && IsUrlOnly(request.Request))
        {
            ref var place = ref PlaceOf(request.Request.Url);
            Volatile.Write(ref place, request.Request.Url);
        }
    }

    private static bool IsUrlOnly(Request request) => request.Body.IsEmpty && request.Method == "GET";

    private ref Url? PlaceOf(Url url) => ref _urls[url.GetHashCode() & (Places - 1)];
}
