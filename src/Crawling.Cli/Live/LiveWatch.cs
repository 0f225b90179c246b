using System.Text.Json;
using Crawling.Items;

namespace Crawling.Cli;

/// <summary>Listens to a crawl and remembers what the view shows of it. It keeps a bounded part, and the crawl never waits for it.</summary>
internal sealed class LiveWatch : IDisposable
{
    /// <summary>Items, and errors.</summary>
    private const int Kept = 200;

    /// <summary>Ten minutes.</summary>
    private const int KeptSeconds = 600;

    /// <summary>Hosts whose figures are kept; a broad crawl has more.</summary>
    private const int MostHosts = 10_000;

    /// <summary>How much the latest answer counts.</summary>
    private const double LatencyWeight = 0.2;

    private readonly Lock _lock = new();
    private readonly Queue<object> _items = new();
    private readonly Queue<string> _errors = new();
    private readonly Queue<BandwidthEvent> _bandwidth = new();
    private readonly Dictionary<string, HostFigures> _hosts = new(StringComparer.Ordinal);
    private readonly EventSubscription[] _subscriptions;

    public LiveWatch(CrawlerEvents events) => _subscriptions =
    [
        events.Subscribe<ResponseReceived>(Received, capacity: 100),
        events.Subscribe<RequestFailed>(Failed),
        events.Subscribe<ItemScraped>(scraped => Keep(_items, scraped.Item, Kept)),
        events.Subscribe<SpiderError>(Threw),
        events.Subscribe<BandwidthEvent>(second => Keep(_bandwidth, second, KeptSeconds)),
    ];

    /// <summary>Adds what is remembered to what is known otherwise.</summary>
    /// <param name="state">That.</param>
    /// <param name="rows">Of each list so many are shown at most.</param>
    public LiveState AddTo(LiveState state, int rows)
    {
        object[] items;
        lock (_lock)
        {
            items = [.. _items];
            state = state with
            {
                LastErrors = [.. _errors],
                Received = [.. _bandwidth.Select(second => second.Received)],
                Sent = [.. _bandwidth.Select(second => second.Sent)],
                Hosts = state.Crawl.Hosts.Where(host => _hosts.ContainsKey(host.Name)).ToDictionary(host => host.Name, host => _hosts[host.Name]),
                Slowest = Top(rows, figures => figures.Latency.TotalSeconds),
                Failing = Top(rows, figures => figures.Failures),
            };
        }

        return state with { LastItems = [.. items.Select(TextOf)] };
    }

    public void Dispose() => Array.ForEach(_subscriptions, subscription => subscription.Dispose());

    private static string TextOf(object item)
    {
        try
        {
            return CleanText.Line(JsonSerializer.Serialize(item, item.GetType(), ItemJson.Options));
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // Whatever a spider's item does when it is read: here it is only looked at.
            return CleanText.Line($"{item.GetType().Name}: {error.Message}");
        }
    }

    private (string Host, HostFigures Figures)[] Top(int count, Func<HostFigures, double> measure) =>
    [
        .. _hosts.Where(host => measure(host.Value) > 0)
            .OrderByDescending(host => measure(host.Value))
            .ThenBy(host => host.Key, StringComparer.Ordinal)
            .Take(count)
            .Select(host => (host.Key, host.Value)),
    ];

    private void Received(ResponseReceived received)
    {
        var latency = received.Response.Latency;
        Change(received.Response.Url.Host, figures => figures with
        {
            Pages = figures.Pages + 1,
            Latency = figures.Pages == 0 ? latency : figures.Latency + ((latency - figures.Latency) * LatencyWeight),
        });
    }

    private void Failed(RequestFailed failed)
    {
        var failure = failed.Failure;
        var reason = failure.Response is { } response && failure.Reason == FailureReason.HttpStatus ? $"status {response.Status}" : failure.Reason.ToString();
        Change(failure.Request.Url.Host, figures => figures with { Failures = figures.Failures + 1 });
        Keep(_errors, Line(failed.At, $"{reason} {failure.Request.Url} {failure.Exception?.Message}"), Kept);
    }

    private void Threw(SpiderError thrown) =>
        Keep(_errors, Line(thrown.At, $"{thrown.Error.GetType().Name} {thrown.Response?.Url} {thrown.Error.Message}"), Kept);

    private static string Line(DateTimeOffset at, string text) =>
        CleanText.Line($"{LiveText.Time(at)} {text.ReplaceLineEndings(" ")}");

    private void Change(string host, Func<HostFigures, HostFigures> change)
    {
        lock (_lock)
        {
            if (_hosts.TryGetValue(host, out var figures) || _hosts.Count < MostHosts)
            {
                _hosts[host] = change(figures);
            }
        }
    }

    private void Keep<T>(Queue<T> queue, T entry, int limit)
    {
        lock (_lock)
        {
            queue.Enqueue(entry);
            while (queue.Count > limit)
            {
                queue.Dequeue();
            }
        }
    }
}
