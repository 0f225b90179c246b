namespace Crawling.Cache;

/// <summary>What is kept of a response besides its body.</summary>
internal sealed record CachedHead
{
    /// <summary>Where it came from, without fragment.</summary>
    public required string Url { get; init; }

    public required int Status { get; init; }

    public required HeaderList Headers { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset Requested { get; init; }

    /// <summary>When it came.</summary>
    public required DateTimeOffset Received { get; init; }

    /// <summary>Which requests it answers; see <see cref="CacheKey.Variant"/>.</summary>
    public required byte[] Variant { get; init; }

    public required int BodySize { get; init; }

    public required byte[] BodyDigest { get; init; }

    public CacheControl Control => CacheControl.Of(Headers);

    /// <summary>When the server made it. Without a date that is when it came (RFC 9110, section 6.6.1).</summary>
    public DateTimeOffset Date => HttpDate.Parse(Headers["Date"]) ?? Received;

    public static CachedHead Of(Response response, HeaderList headers, byte[] variant, DateTimeOffset requested, DateTimeOffset received) => new()
    {
        Url = CacheKey.Target(response.Url),
        Status = response.Status,
        Headers = headers,
        Requested = requested,
        Received = received,
        Variant = variant,
        BodySize = response.Body.Length,
        BodyDigest = CacheKey.Digest(response.Body.Span),
    };
}
