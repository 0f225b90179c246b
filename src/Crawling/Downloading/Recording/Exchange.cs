using System.Globalization;
using Crawling.Downloading;

namespace Crawling.Recording;

/// <summary>A request on its way over the network and what comes back, as the records of a WARC file.</summary>
internal sealed class Exchange : IAsyncDisposable
{
    private readonly Request _request;
    private readonly AuthOptions _auth;
    private readonly DateTimeOffset _sent;
    private Response? _head;
    private FileStream? _copy;
    private CopiedBody? _copied;

    public Exchange(Request request, AuthOptions auth, DateTimeOffset sent)
    {
        _request = request;
        _auth = auth;
        _sent = sent;
        Sent = request.Sink is { } sink ? request with { Sink = (head, body, cancellation) => CopyAsync(head, body, sink, cancellation) } : request;
    }

    /// <summary>The request to send: what takes its body gets it by way of a copy.</summary>
    public Request Sent { get; }

    public Task<WarcRecord[]> AnsweredAsync(Response response, TimeSpan took)
    {
        var answer = _copied is null ? response : _head!;
        return SealAsync(
            new WarcRecord("response", _sent, WarcRecord.HttpResponse, HttpHead.Of(answer), (Stream?)_copy ?? Whole(response.Body))
                .Set("WARC-Truncated", TruncationOf(response)),
            [],
            took);
    }

    public Task<WarcRecord[]> FailedAsync(DownloadException error, TimeSpan took) => SealAsync(null, RecordedFailure.Write(error), took);

    public ValueTask DisposeAsync() => _copy?.DisposeAsync() ?? default;

    private async ValueTask<Response?> CopyAsync(Response head, BodyStream body, BodySink sink, CancellationToken cancellation)
    {
        _head = head;
        _copy = TemporaryFile.Create();
        _copied = new CopiedBody(body, _copy);
        var response = await _copied.GiveToAsync(sink, head, cancellation);
        if (response is null)
        {
            await _copy.DisposeAsync();
            (_copy, _copied) = (null, null);
        }

        return response;
    }

    private async Task<WarcRecord[]> SealAsync(WarcRecord? answer, IEnumerable<KeyValuePair<string, string>> failure, TimeSpan took)
    {
        var url = ExchangeKey.TargetOf(_request.Url);
        var request = new WarcRecord("request", _sent, WarcRecord.HttpRequest, HttpHead.Of(_request, _auth), Whole(_request.Body));
        List<KeyValuePair<string, string>> facts = [.. failure, new("fetchTimeMs", ((long)took.TotalMilliseconds).ToString(CultureInfo.InvariantCulture))];
        if (Url.TryParse(_request.Hop.Page, null, out var page))
        {
            facts.Add(new("via", ExchangeKey.TargetOf(page)));
        }

        var metadata = new WarcRecord("metadata", _sent, WarcRecord.WarcFields, WarcRecord.Bytes(facts));
        WarcRecord[] records = answer is null ? [request, metadata] : [request, answer, metadata];
        foreach (var record in records)
        {
            record.Set("WARC-Target-URI", url).Set("WARC-Concurrent-To", record == request ? answer?.Id : request.Id);
            await record.SealAsync();
        }

        return records;
    }

    private string? TruncationOf(Response response) =>
        response.Flags.Contains(ResponseFlags.Truncated) ? RecordedAnswer.Disconnect
        : _copied is { IsAtEnd: false } ? "unspecified"
        : _request.CutsBody && response.Body.Length == _request.MaxBodySize ? "length"
        : null;

    private static MemoryStream Whole(ReadOnlyMemory<byte> body) => new(body.ToArray(), writable: false);
}
