namespace Crawling.Downloading;

/// <summary>What Content-Encoding says of a body, and that body with the codings taken off that are known: from the last to the first.</summary>
internal sealed class CodedContent : IAsyncDisposable
{
    // Nobody means more; each costs a pass over the body.
    private const int MostCodings = 5;

    private readonly List<ContentCoding> _known = [];
    private readonly List<DecodedBody> _layers = [];

    private CodedContent(HeaderList headers, List<string> codings)
    {
        while (codings.Count > 0 && ContentCoding.Find(codings[^1]) is { } coding)
        {
            _known.Add(coding);
            codings.RemoveAt(codings.Count - 1);
        }

        Headers = headers.Copy();
        Headers["Content-Encoding"] = null;
        if (codings.Count > 0)
        {
            Headers.AddReceived("Content-Encoding", string.Join(", ", codings));
        }
    }

    /// <summary>The header fields without what has been taken off.</summary>
    public HeaderList Headers { get; }

    /// <summary>Whether there is anything to take off.</summary>
    public bool IsCoded => _known.Count > 0;

    public bool IsTruncated => _layers.Exists(layer => layer.IsTruncated);

    /// <exception cref="DownloadException">There are more codings than are taken off.</exception>
    public static CodedContent Of(HeaderList headers)
    {
        var codings = string.Join(',', headers.GetAll("Content-Encoding"))
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(coding => !coding.Equals("identity", StringComparison.OrdinalIgnoreCase))
            .ToList();
        return codings.Count <= MostCodings ? new(headers, codings) : throw new DownloadException(
            FailureReason.BadReply, $"The content is coded {codings.Count} times over; {MostCodings} are taken off.");
    }

    /// <summary>The body decoded; each coding on its own is held to the limits.</summary>
    public BodyStream Decode(BodyStream coded, long limit, int? ratio)
    {
        var body = coded;
        foreach (var coding in _known)
        {
            var layer = new DecodedBody(coding, body, limit, ratio);
            _layers.Add(layer);
            body = layer;
        }

        return body;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var layer in _layers)
        {
            await layer.DisposeAsync();
        }
    }
}
