namespace Crawling.Downloading;

/// <summary>Takes one body as its request says.</summary>
internal sealed class BodyTaker(Request request)
{
    /// <summary>Whether a body has been offered.</summary>
    public bool IsAsked { get; private set; }

    /// <summary>See <see cref="BodySink"/>.</summary>
    public async ValueTask<Response?> TakeAsync(Response head, BodyStream body, CancellationToken cancellation)
    {
        IsAsked = true;
        head.ShowRequest(request);
        switch (Decide(head))
        {
            case BodyDecision.Skip:
                return head.Flagged(ResponseFlags.Stopped);
            case BodyDecision.Abort:
                throw new DownloadException(FailureReason.Cancelled, "OnHeaders aborted the fetch.") { Response = head.Flagged(ResponseFlags.Stopped) };
        }

        if (request is { OnBody: null, SaveTo: null })
        {
            return null;
        }

        var response = head.With(body: await TakeAsync()).Flagged(ResponseFlags.Streamed);
        return body.IsAtEnd ? response : response.Flagged(ResponseFlags.Stopped);

        async ValueTask<ReadOnlyMemory<byte>> TakeAsync()
        {
            if (request.SaveTo is { } path)
            {
                await SavedFile.WriteAsync(path, body, cancellation);
                return default;
            }

            try
            {
                return await request.OnBody!(head, body, cancellation);
            }
            catch (Exception error) when (IsOwn(error))
            {
                throw Thrown(nameof(Request.OnBody), error);
            }
        }
    }

    private BodyDecision Decide(Response head)
    {
        try
        {
            return request.OnHeaders?.Invoke(head) ?? BodyDecision.Take;
        }
        catch (Exception error) when (IsOwn(error))
        {
            throw Thrown(nameof(Request.OnHeaders), error);
        }
    }

    private static bool IsOwn(Exception error) => error is not (DownloadException or OperationCanceledException or CloseSpiderException);

    private static DownloadException Thrown(string callback, Exception error) =>
        new(FailureReason.CallbackError, $"{callback} threw {error.GetType().Name}: {error.Message}", error);
}
