using System.Collections.Concurrent;

namespace Crawling.Downloading;

/// <summary>What the downloader counts, below all middleware: bytes as they are on the wire.</summary>
internal sealed class DownloaderStatistics(Crawler crawler)
{
    private static readonly ConcurrentDictionary<string, string> MethodKeys = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<int, string> StatusKeys = new();

    private readonly CrawlStatistics _statistics = crawler.Statistics;

    public void Count(Request request)
    {
        var size = SizeOf(request);
        crawler.Traffic.AddSent(size);
        _statistics.Add("downloader/request_count");
        _statistics.Add(MethodKeys.GetOrAdd(request.Method, static method => $"downloader/request_method_count/{method}"));
        _statistics.Add("downloader/request_bytes", size);
        crawler.Metrics.Sent(request);
    }

    public void Count(Request request, Response response, TimeSpan duration)
    {
        _statistics.Add("downloader/response_count");
        _statistics.Add(StatusKeys.GetOrAdd(response.Status, static status => $"downloader/response_status_count/{status}"));
        _statistics.Add("downloader/response_bytes", response.BytesReceived);
        crawler.Metrics.Answered(request, response, duration);
    }

    public void Count(Request request, Exception error, TimeSpan duration)
    {
        var type = error is DownloadException failure ? failure.Reason.ToString() : error.GetType().Name;
        _statistics.Add("downloader/exception_count");
        _statistics.Add($"downloader/exception_type_count/{type}");
        crawler.Metrics.Unanswered(request, type, duration);
    }

    /// <summary>The size of a request as HTTP/1.1 would send it.</summary>
    private static long SizeOf(Request request)
    {
        long size = request.Method.Length + request.Url.Href.Length + "  HTTP/1.1\r\n\r\n".Length + request.Body.Length;
        foreach (var (name, value) in request.Headers)
        {
            size += name.Length + value.Length + ": \r\n".Length;
        }

        return size;
    }
}
