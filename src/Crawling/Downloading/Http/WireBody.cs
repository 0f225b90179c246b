namespace Crawling.Downloading;

/// <summary>A body as it comes over the wire: counted, held to the limits of time and size and to the length that it promised.</summary>
/// <param name="content">Where it comes from.</param>
/// <param name="promised">Its length by the header; 0 if that tells nothing.</param>
/// <param name="limit">The limit in bytes.</param>
/// <param name="keepsTruncated">Whether a body that breaks off ends there, instead of failing.</param>
/// <param name="traffic">Counts its bytes.</param>
/// <param name="watch">Its limits of time.</param>
internal sealed class WireBody(Stream content, long promised, long limit, bool keepsTruncated, Traffic traffic, FetchWatch watch) : BodyStream(limit)
{
    private bool _isTruncated;

    public override bool IsAtEnd => base.IsAtEnd || (promised > 0 && Count == promised);

    public override bool IsTruncated => _isTruncated;

    public override async ValueTask DisposeAsync()
    {
        await content.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override async ValueTask<int> ReadMoreAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        if (promised > Limit)
        {
            throw BodyBuffer.TooLarge(Limit);
        }

        if (_isTruncated)
        {
            return 0;
        }

        try
        {
            var read = await ReadInTimeAsync(buffer, cancellation);
            Check(read);
            return read;
        }
        catch (Exception error) when (!watch.Token.IsCancellationRequested && HttpFailure.Translate(error) is { } failure)
        {
            _isTruncated = keepsTruncated && failure.Reason is FailureReason.Truncated or FailureReason.ConnectionLost;
            return _isTruncated ? 0 : throw failure;
        }
    }

    private async ValueTask<int> ReadInTimeAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        using var linked = cancellation.CanBeCanceled && cancellation != watch.Token
            ? CancellationTokenSource.CreateLinkedTokenSource(cancellation, watch.Token)
            : null;
        watch.Waits();
        var read = await content.ReadAsync(buffer, linked?.Token ?? watch.Token);
        traffic.AddReceived(read);
        watch.Received(read);
        return read;
    }

    /// <summary>HTTP/2 does not hold a body to its length by itself (RFC 9113, section 8.1.1).</summary>
    private void Check(int read)
    {
        var length = Count + read;
        if (promised > 0 && (read == 0 ? length < promised : length > promised))
        {
            throw new DownloadException(
                read == 0 ? FailureReason.Truncated : FailureReason.BadReply, $"The body has {length} bytes; Content-Length says {promised}.");
        }
    }
}
