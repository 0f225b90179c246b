namespace Crawling.Downloading;

/// <summary>A body as it comes, under a limit.</summary>
/// <param name="limit">The limit in bytes.</param>
internal abstract class BodyStream(long limit) : ForwardStream
{
    private const int Chunk = 1 << 20;

    private DownloadException? _failure;

    /// <summary>The bytes read so far.</summary>
    public long Count { get; private set; }

    /// <summary>Whether it was read to its end.</summary>
    public virtual bool IsAtEnd { get; private set; }

    /// <summary>Whether it ended before it was whole.</summary>
    public abstract bool IsTruncated { get; }

    protected long Limit => limit;

    public sealed override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            var read = await ReadMoreAsync(buffer, cancellationToken);
            IsAtEnd |= read == 0 && buffer.Length > 0;
            Count += read;
            return Count <= limit ? read : throw BodyBuffer.TooLarge(limit);
        }
        catch (DownloadException error)
        {
            _failure = error;
            throw;
        }
    }

    /// <summary>Gives the body to a sink. What broke the body goes before what the sink made of that.</summary>
    public async ValueTask<Response?> GiveToAsync(BodySink sink, Response head, CancellationToken cancellation)
    {
        try
        {
            var response = await sink(head, this, cancellation);
            cancellation.ThrowIfCancellationRequested();
            return _failure is null ? response : throw _failure;
        }
        catch (Exception error) when (_failure is not null && error != _failure)
        {
            throw _failure;
        }
    }

    /// <summary>Reads it to its end.</summary>
    /// <param name="limit">The limit in bytes.</param>
    /// <param name="cuts">Whether of a larger body the beginning is taken, instead of none.</param>
    /// <param name="expected">How many bytes there will probably be.</param>
    /// <param name="cancellation">Ends it.</param>
    public async ValueTask<byte[]> ToArrayAsync(long limit, bool cuts, long expected, CancellationToken cancellation)
    {
        // A length that is only promised takes no memory: the buffer grows with what comes.
        using var body = new BodyBuffer(limit, (int)Math.Min(expected, Chunk), cuts);
        int read;
        while (!body.IsCut && (read = await ReadAsync(body.Free(Chunk), cancellation)) > 0)
        {
            body.Advance(read);
        }

        return body.ToArray();
    }

    /// <summary>More of it; 0 at its end.</summary>
    protected abstract ValueTask<int> ReadMoreAsync(Memory<byte> buffer, CancellationToken cancellation);
}
