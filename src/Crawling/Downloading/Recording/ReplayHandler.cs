using System.Globalization;
using System.IO.Compression;
using Crawling.Downloading;

namespace Crawling.Recording;

/// <summary>Answers every request from a recording.</summary>
internal sealed class ReplayHandler : IDownloadHandler, IDisposable
{
    private readonly Lock _lock = new();
    private readonly string _path;
    private readonly FileStream _file;
    private readonly RecordingIndex _index;

    /// <summary>Opens the recording of the crawl's options.</summary>
    /// <exception cref="SettingsException">It cannot be read.</exception>
    public ReplayHandler(Crawler crawler)
    {
        _path = Path.GetFullPath(crawler.Options.Replay.File!);
        var logger = crawler.CreateLogger("Crawling");
        try
        {
            _file = Open(_path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"The recording {_path} cannot be read ({error.Message}). Give replay:file one that can.", error);
        }

        _index = RecordingIndex.Of(_file.SafeFileHandle);
        if (_index.Count == 0)
        {
            _file.Dispose();
            throw new SettingsException($"{_path} holds no recorded response: replay:file takes a WARC file, as record:file writes it.");
        }

        RecordingLog.Replays(logger, _index.Count, _path);
        if (_index.IsCut)
        {
            RecordingLog.IsCut(logger, _path);
        }
    }

    public async ValueTask<Response> FetchAsync(Request request, Crawler crawler, CancellationToken cancellation)
    {
        var answer = Next(request) ?? throw new DownloadException(FailureReason.Other, $"{request} is not in the recording {_path}.");
        if (answer.IsFailure)
        {
            throw RecordedFailure.Read(RecordedText.ReadFields(_file.SafeFileHandle, answer.Start, answer.End))!;
        }

        var options = crawler.Options.Download;
        var head = RecordedText.Read(_file.SafeFileHandle, answer.Start, answer.End);
        if (head is null || head.FirstLine.Split(' ') is not [_, var code, ..] || !int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var status))
        {
            throw new DownloadException(FailureReason.BadReply, $"What is recorded for {request} is no HTTP response.");
        }

        var limit = request.MaxBodySize ?? options.MaxBodySize;
        var wireLimit = request.CutsBody ? long.MaxValue : limit;
        var isChunked = head.Fields.Contains("Transfer-Encoding");
        await using var recorded = new RecordedBody(
            _file.SafeFileHandle,
            head.End,
            answer.End,
            answer.IsCutOff,
            isChunked ? long.MaxValue : wireLimit,
            request.KeepTruncated ?? options.KeepTruncated);
        await using BodyStream body = isChunked ? new DechunkedBody(recorded, wireLimit) : recorded;
        var response = request.Sink is { } sink && crawler.Wants(request, status)
            ? await body.GiveToAsync(sink, Replayed(default), cancellation)
            : null;
        response ??= Replayed(await body.ToArrayAsync(limit, request.CutsBody, answer.End - head.End, cancellation));
        response.BytesReceived = head.End - answer.Start + body.Count;
        crawler.Traffic.AddReceived(response.BytesReceived);
        return body.IsTruncated ? response.Flagged(ResponseFlags.Truncated) : response;

        Response Replayed(ReadOnlyMemory<byte> content) => new Response(request.Url, status, head.Fields, content, request).Flagged(ResponseFlags.Replayed);
    }

    public void Dispose() => _file.Dispose();

    private RecordedAnswer? Next(Request request)
    {
        lock (_lock)
        {
            return _index.Next(request);
        }
    }

    /// <summary>The file, or all of it decompressed: a record is then read from where it stands.</summary>
    private static FileStream Open(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        Span<byte> first = stackalloc byte[2];
        var isCompressed = file.ReadAtLeast(first, first.Length, throwOnEndOfStream: false) == first.Length && first is [0x1F, 0x8B];
        file.Position = 0;
        if (!isCompressed)
        {
            return file;
        }

        using (file)
        {
            return Decompress(file);
        }
    }

    private static FileStream Decompress(FileStream file)
    {
        var plain = TemporaryFile.Create();
        try
        {
            using var content = new GZipStream(file, CompressionMode.Decompress);
            content.CopyTo(plain);
        }
        catch (InvalidDataException)
        {
            // Cut short or damaged: what came before that is whole, as each record is compressed by itself.
        }
        catch
        {
            plain.Dispose();
            throw;
        }

        plain.Flush();
        return plain;
    }
}
