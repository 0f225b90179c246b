using System.Collections.Frozen;

namespace Crawling.Cache;

/// <summary>A response in the cache's file.</summary>
internal sealed record CachedResponse(long Id, CachedHead Head, ReadOnlyMemory<byte> Body)
{
    private static readonly FrozenSet<string> Cached = FrozenSet.Create("cached");
    private static readonly FrozenSet<string> Stale = FrozenSet.Create("cached", "stale");

    /// <summary>It, as the answer to a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="headers">Its header fields.</param>
    /// <param name="isStale">Whether it is used though it is stale.</param>
    /// <param name="isUnsent">Whether the host has not seen the request.</param>
    /// <param name="confirmation">The answer by which the host has confirmed it, if it was asked.</param>
    public Response Answer(Request request, HeaderList headers, bool isStale, bool isUnsent, Response? confirmation = null) =>
        new(Url.Parse(Head.Url + request.Url.Fragment), Head.Status, headers, request.Method == "HEAD" ? default : Body, request)
        {
            Flags = isStale ? Stale : Cached,
            IsUnsent = isUnsent,
            Latency = confirmation?.Latency ?? TimeSpan.Zero,
            BytesReceived = confirmation?.BytesReceived ?? 0,
        };
}
