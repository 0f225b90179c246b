namespace Crawling.Downloading;

/// <summary>A body with one coding taken off. One that breaks off gives what could be decoded; one that was not coded at all is given as it is.</summary>
/// <param name="coding">The coding.</param>
/// <param name="coded">The coded body.</param>
/// <param name="limit">The limit of what is decoded, in bytes.</param>
/// <param name="ratio">How many times the coded size that may be.</param>
internal sealed class DecodedBody(ContentCoding coding, Stream coded, long limit, int? ratio) : BodyStream(limit)
{
    // Less may well be one very long line of blanks.
    private const int AlwaysAllowed = 4 << 20;

    private readonly CodedInput _input = new(coded, coding.AsksPastEnd);
    private Stream? _decoder;
    private bool _isTruncated;
    private bool _isPlain;

    public override bool IsTruncated => _isTruncated;

    public override async ValueTask DisposeAsync()
    {
        if (_decoder is not null)
        {
            await _decoder.DisposeAsync();
        }

        await base.DisposeAsync();
    }

    protected override async ValueTask<int> ReadMoreAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        var read = _isTruncated ? 0 : _isPlain ? await ReadPlainAsync(buffer, cancellation) : await DecodeAsync(buffer, cancellation);
        if (Count + read > AlwaysAllowed && (Count + read) / ratio > _input.Count)
        {
            throw new DownloadException(
                FailureReason.TooLarge, $"The body decodes to more than {ratio} times its size (download:maxCompressionRatio).");
        }

        return read;
    }

    private async ValueTask<int> DecodeAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        try
        {
            _decoder ??= await coding.OpenAsync(_input, cancellation);
            var read = await _decoder.ReadAsync(buffer, cancellation);
            var isFromPastEnd = read > 0 && _input.IsAtEnd;
            _isTruncated = (_input.IsShort || isFromPastEnd) && _input.Count > 0;
            if (read > 0)
            {
                _input.Settle();
            }

            return isFromPastEnd ? 0 : read;
        }
        catch (Exception error) when (error is InvalidDataException or InvalidOperationException)
        {
            // The second is how BrotliStream says it.
            return await FailedAsync(error, buffer, cancellation);
        }
    }

    private async ValueTask<int> FailedAsync(Exception error, Memory<byte> buffer, CancellationToken cancellation)
    {
        if (Count == 0 && _input.Beginning is { } beginning && coding.IsUnlike(beginning.Span))
        {
            _isPlain = true;
            _input.BeginAgain();
            return await ReadPlainAsync(buffer, cancellation);
        }

        _isTruncated = _input.IsAtEnd;
        return _isTruncated ? 0 : throw new DownloadException(
            FailureReason.BadReply, $"The content says it is {coding.Name}, but cannot be decoded as that.", error);
    }

    private async ValueTask<int> ReadPlainAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        if (_input.IsAtEnd)
        {
            return 0;
        }

        var read = await _input.ReadAsync(buffer, cancellation);
        return _input.IsAtEnd ? 0 : read;
    }
}
