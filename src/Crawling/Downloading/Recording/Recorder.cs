using Crawling.Jobs;
using Crawling.Scheduling;
using Microsoft.Extensions.Logging;

namespace Crawling.Recording;

/// <summary>Writes every exchange of a crawl to a WARC file before anything is made of it. A job that is resumed goes on behind the last exchange
/// whose outcome it has kept.</summary>
internal sealed class Recorder(Crawler crawler) : IJobState, IAsyncDisposable
{
    private const string LengthKey = "recording-length";

    private readonly string _path = Path.GetFullPath(crawler.Options.Record.File!);
    private readonly ILogger _logger = crawler.CreateLogger("Crawling");
    private WarcWriter? _writer;
    private string? _warcinfo;
    private long? _kept;

    public void Restore(IReadOnlyDictionary<string, byte[]> values) =>
        _kept = values.TryGetValue(LengthKey, out var length) ? StateValue.ToNumber(length) : null;

    public IEnumerable<StateChange> TakeChanges()
    {
        if (_writer?.Length is { } length && length != _kept)
        {
            _kept = length;
            yield return new(LengthKey, StateValue.Of(length));
        }
    }

    /// <exception cref="SettingsException">The file cannot be written.</exception>
    public async Task OpenAsync()
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
            _writer = new WarcWriter(_path, _kept);
            await WriteInfoAsync(_writer);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"The recording {_path} cannot be written ({error.Message}). Give record:file a place that can.", error);
        }
    }

    /// <summary>Puts the recorder around what fetches.</summary>
    public DownloaderDelegate Around(DownloaderDelegate fetch) => async (request, cancellation) =>
    {
        var started = crawler.Time.GetTimestamp();
        await using var exchange = new Exchange(request, crawler.Options.Auth, crawler.Time.GetUtcNow());
        try
        {
            var result = await fetch(exchange.Sent, cancellation);
            if (result.Response is { } response)
            {
                await WriteAsync(await exchange.AnsweredAsync(response, crawler.Time.GetElapsedTime(started)));
            }

            return result;
        }
        catch (DownloadException error)
        {
            var took = crawler.Time.GetElapsedTime(started);
            await WriteAsync(error.Response is { } response ? await exchange.AnsweredAsync(response, took) : await exchange.FailedAsync(error, took));
            throw;
        }
    };

    public async ValueTask DisposeAsync()
    {
        if (_writer is { } writer)
        {
            await writer.DisposeAsync();
            RecordingLog.Recorded(_logger, crawler.Statistics["recording/exchange_count"], _path);
        }
    }

    private async Task WriteInfoAsync(WarcWriter writer)
    {
        var info = new WarcRecord("warcinfo", crawler.Time.GetUtcNow(), WarcRecord.WarcFields, WarcRecord.Bytes(
        [
            new("software", $"Crawling/{typeof(Recorder).Assembly.GetName().Version?.ToString(3)}"),
            new("format", "WARC File Format 1.1"),
            new("conformsTo", "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"),
            new("isPartOf", crawler.Spider.Name),
            new("robots", crawler.Options.Robots.Obey ? "obey" : "ignore"),
            new("http-header-user-agent", crawler.Options.UserAgent),
        ]));
        _warcinfo = info.Id;
        await writer.WriteAsync(await info.Set("WARC-Filename", Path.GetFileName(_path)).SealAsync());
    }

    private async Task WriteAsync(WarcRecord[] records)
    {
        foreach (var record in records)
        {
            record.Set("WARC-Warcinfo-ID", _warcinfo);
        }

        try
        {
            await _writer!.WriteAsync(records);
            crawler.Statistics.Add("recording/exchange_count");
        }
        catch (IOException error)
        {
            // A recording with holes would not be one.
            crawler.Engine.Fail(new IOException($"The recording {_path} cannot be written: {error.Message}", error));
        }
    }
}
