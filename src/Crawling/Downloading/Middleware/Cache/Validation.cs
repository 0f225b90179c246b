namespace Crawling.Cache;

/// <summary>Asking the server whether a stored response still holds, and what its answer changes (RFC 9111, section 4.3).</summary>
internal static class Validation
{
    // They tell of the body that came with them.
    private static readonly string[] OfBody = ["Content-Encoding", "Content-Length", "Content-Range"];

    private static readonly string[] TellTales = ["ETag", "Last-Modified", "Content-Length"];

    /// <summary>Whether a response can be asked after.</summary>
    public static bool IsPossible(HeaderList headers) => headers.Contains("ETag") || HttpDate.Parse(headers["Last-Modified"]) is not null;

    /// <summary>A request whether a stored response still holds; the same request if that one cannot be asked after.</summary>
    public static Request Ask(Request request, CachedHead stored)
    {
        if (!IsPossible(stored.Headers))
        {
            return request;
        }

        var headers = request.Headers.Copy();
        headers["If-None-Match"] = stored.Headers["ETag"];
        headers["If-Modified-Since"] = HttpDate.Parse(stored.Headers["Last-Modified"]) is null ? null : stored.Headers["Last-Modified"];
        return request with { Headers = headers };
    }

    /// <summary>Whether a 304 speaks of this response: a strong validator must be the same, a weak one be alike, and without any it does.</summary>
    public static bool IsConfirmed(CachedHead stored, HeaderList answer)
    {
        if (answer["ETag"] is { } tag)
        {
            return IsWeak(tag) ? Opaque(tag) == Opaque(stored.Headers["ETag"]) : tag == stored.Headers["ETag"];
        }

        return answer["Last-Modified"] is not { } changed || stored.Headers.Contains("ETag") || changed == stored.Headers["Last-Modified"];
    }

    /// <summary>Whether a 200 to HEAD tells of the same content (section 4.3.5).</summary>
    public static bool IsUnchanged(CachedHead stored, HeaderList answer) =>
        IsPossible(answer) && Array.TrueForAll(TellTales, name => !answer.Contains(name) || answer[name] == stored.Headers[name]);

    /// <summary>A stored response with the header fields of an answer that confirms it (section 3.2).</summary>
    public static CachedHead Freshen(CachedHead stored, Response answer, DateTimeOffset requested, DateTimeOffset received)
    {
        var news = Storability.FieldsOf(answer.Headers);
        foreach (var name in OfBody)
        {
            news[name] = null;
        }

        var fields = new HeaderList();
        foreach (var (name, value) in stored.Headers.Where(field => !news.Contains(field.Key) && !IsOfMessage(field.Key)).Concat(news))
        {
            fields.AddReceived(name, value);
        }

        return stored with { Headers = fields, Requested = requested, Received = received };
    }

    private static bool IsOfMessage(string name) =>
        name.Equals("Age", StringComparison.OrdinalIgnoreCase) || name.Equals("Date", StringComparison.OrdinalIgnoreCase);

    private static bool IsWeak(string tag) => tag.StartsWith("W/", StringComparison.Ordinal);

    private static string? Opaque(string? tag) => tag is not null && IsWeak(tag) ? tag[2..] : tag;
}
