using System.Collections.Concurrent;

namespace Crawling.Downloading;

/// <summary>What the downloader counts, below all middleware: bytes as they are on the wire.</summary>
internal static class DownloaderStatistics
{
    private static readonly ConcurrentDictionary<string, string> MethodKeys = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<int, string> StatusKeys = new();

    public static void Count(CrawlStatistics statistics, Request request)
    {
        statistics.Add("downloader/request_count");
        statistics.Add(MethodKeys.GetOrAdd(request.Method, static method => $"downloader/request_method_count/{method}"));
        statistics.Add("downloader/request_bytes", SizeOf(request));
    }

    public static void Count(CrawlStatistics statistics, Response response)
    {
        statistics.Add("downloader/response_count");
        statistics.Add(StatusKeys.GetOrAdd(response.Status, static status => $"downloader/response_status_count/{status}"));
        statistics.Add("downloader/response_bytes", response.BytesReceived);
    }

    public static void Count(CrawlStatistics statistics, Exception error)
    {
        statistics.Add("downloader/exception_count");
        statistics.Add($"downloader/exception_type_count/{(error is DownloadException failure ? failure.Reason.ToString() : error.GetType().Name)}");
    }

    /// <summary>The size of a request as HTTP/1.1 would send it.</summary>
    private static long SizeOf(Request request)
    {
        var size = request.Method.Length + request.Url.Href.Length + " HTTP/1.1\r\n\r\n".Length + 1 + request.Body.Length;
        foreach (var (name, value) in request.Headers)
        {
            size += name.Length + value.Length + ": \r\n".Length;
        }

        return size;
    }
}
