using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Crawling.Diagnostics;

/// <summary>What a crawl tells the listeners of the meter <c>Crawling</c>. Where nobody listens nothing is measured. From any thread.</summary>
internal sealed class CrawlMetrics(Crawler crawler)
{
    private static readonly Meter Meter = new("Crawling", typeof(CrawlMetrics).Assembly.GetName().Version?.ToString(3));
    private static readonly ConcurrentDictionary<Crawler, string> Running = new();

    private static readonly Counter<long> Requests = Meter.CreateCounter<long>("crawling.requests", "{request}", "Requests sent.");
    private static readonly Counter<long> Responses = Meter.CreateCounter<long>("crawling.responses", "{response}", "Responses received.");
    private static readonly Counter<long> Failures = Meter.CreateCounter<long>("crawling.failures", "{request}", "Requests that have failed for good.");
    private static readonly Counter<long> Items = Meter.CreateCounter<long>("crawling.items", "{item}", "Items scraped.");
    private static readonly Counter<long> DroppedItems = Meter.CreateCounter<long>("crawling.items.dropped", "{item}", "Items dropped.");
    private static readonly Counter<long> Errors = Meter.CreateCounter<long>("crawling.errors", "{error}", "What callbacks and pipelines threw.");

    private static readonly Histogram<long> ResponseSize = Meter.CreateHistogram(
        "crawling.response.size",
        "By",
        "Bytes of a response on the wire.",
        advice: new InstrumentAdvice<long> { HistogramBucketBoundaries = [1 << 10, 1 << 12, 1 << 14, 1 << 16, 1 << 18, 1 << 20, 1 << 22, 1 << 24, 1 << 26] });

    private static readonly Histogram<double> FetchDuration = Duration("crawling.fetch.duration", "From sending a request to the end of its response.");
    private static readonly Histogram<double> CallbackDuration = Duration("crawling.callback.duration", "From the beginning of a callback to its end.");

    // 0 stands for what is no status.
    private static readonly string[] StatusClasses = ["other", "1xx", "2xx", "3xx", "4xx", "5xx"];

    private readonly string _spider = crawler.Spider.Name;
    private readonly bool _tellsHosts = crawler.Options.Telemetry.Hosts;

    static CrawlMetrics()
    {
        Meter.CreateObservableUpDownCounter("crawling.queue.length", () => SumBySpider(running => running.Queued), "{request}", "Requests that wait.");
        Meter.CreateObservableUpDownCounter("crawling.active", () => SumBySpider(running => running.Engine.Active), "{request}", "Requests in flight.");
    }

    public void Begin() => Running.TryAdd(crawler, _spider);

    public void End() => Running.TryRemove(crawler, out _);

    public void Sent(Request request)
    {
        if (Requests.Enabled)
        {
            Requests.Add(1, [.. OfHost(request), new("http.request.method", request.Method)]);
        }
    }

    public void Answered(Request request, Response response, TimeSpan duration)
    {
        if (Responses.Enabled || ResponseSize.Enabled || FetchDuration.Enabled)
        {
            TagList tags = [.. OfHost(request), new("http.response.status_class", ClassOf(response.Status))];
            Responses.Add(1, tags);
            ResponseSize.Record(response.BytesReceived, tags);
            FetchDuration.Record(duration.TotalSeconds, tags);
        }
    }

    public void Unanswered(Request request, string error, TimeSpan duration)
    {
        if (FetchDuration.Enabled)
        {
            FetchDuration.Record(duration.TotalSeconds, [.. OfHost(request), new("error.type", error)]);
        }
    }

    public void Failed(RequestFailure failure)
    {
        if (Failures.Enabled)
        {
            Failures.Add(1, [.. OfHost(failure.Request), new("error.type", failure.Reason.ToString())]);
        }
    }

    public void CallbackEnded(TimeSpan duration) => CallbackDuration.Record(duration.TotalSeconds, OfSpider());

    public void ItemsKept(int count) => Items.Add(count, OfSpider());

    public void ItemDropped() => DroppedItems.Add(1, OfSpider());

    public void Threw(Exception error)
    {
        if (Errors.Enabled)
        {
            Errors.Add(1, [OfSpider(), new("error.type", error.GetType().Name)]);
        }
    }

    private static Histogram<double> Duration(string name, string description) => Meter.CreateHistogram(
        name,
        "s",
        description,
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120] });

    private static string ClassOf(int status) => StatusClasses[status is >= 100 and < 600 ? status / 100 : 0];

    private static IEnumerable<Measurement<long>> SumBySpider(Func<Crawler, long> measure) => Running
        .GroupBy(running => running.Value, running => running.Key, StringComparer.Ordinal)
        .Select(crawls => new Measurement<long>(crawls.Sum(measure), Spider(crawls.Key)));

    private static KeyValuePair<string, object?> Spider(string name) => new("spider", name);

    private KeyValuePair<string, object?> OfSpider() => Spider(_spider);

    /// <summary>A broad crawl has too many hosts for most stores of metrics, so they are told only if asked for.</summary>
    private KeyValuePair<string, object?>[] OfHost(Request request) =>
        _tellsHosts ? [OfSpider(), new("server.address", request.Url.Host)] : [OfSpider()];
}
