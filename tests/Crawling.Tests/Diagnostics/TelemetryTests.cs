using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Http;

namespace Crawling.Tests.Diagnostics;

public sealed class TelemetryTests
{
    private sealed record Found(string Url) : Item;

    [Spider("metered")]
    private sealed class Metered : Watched;

    [Spider("traced")]
    private sealed class Traced : Watched;

    private abstract class Watched : Spider
    {
        public string Site { get; set; } = "";

        public override IEnumerable<string> StartUrls => [$"{Site}/page", $"{Site}/missing"];

        public override async IAsyncEnumerable<Output> ParseAsync(Response response)
        {
            await response.FetchAsync(new Request($"{Site}/part"));
            yield return new Found(response.Url.Href);
            throw new InvalidOperationException("The page is odd.");
        }
    }

    [Fact]
    public async Task A_listener_of_the_meter_gets_what_a_crawl_does_by_its_spider()
    {
        await using var site = await StartSiteAsync();
        var sums = new ConcurrentDictionary<string, double>(StringComparer.Ordinal);
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == "Crawling")
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Count(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Count(instrument, 1, tags));
        listener.Start();

        await CrawlOnce.RunAsync(new Metered { Site = site.Address }, new CrawlerOptions { Telemetry = { Hosts = true }, Robots = { Obey = false } });

        Assert.Equal(3, sums["crawling.requests http.request.method=GET server.address=127.0.0.1"]);
        Assert.Equal(2, sums["crawling.responses http.response.status_class=2xx server.address=127.0.0.1"]);
        Assert.Equal(1, sums["crawling.responses http.response.status_class=4xx server.address=127.0.0.1"]);
        Assert.Equal(2, sums["crawling.fetch.duration http.response.status_class=2xx server.address=127.0.0.1"]);
        Assert.InRange(sums["crawling.response.size http.response.status_class=2xx server.address=127.0.0.1"], 2, 10_000);
        Assert.Equal(1, sums["crawling.failures error.type=HttpStatus server.address=127.0.0.1"]);
        Assert.Equal(1, sums["crawling.items"]);
        Assert.Equal(2, sums["crawling.callback.duration"]);
        Assert.Equal(1, sums["crawling.errors error.type=InvalidOperationException"]);

        void Count(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var all = tags.ToArray();
            if (all.Contains(new("spider", "metered")))
            {
                var others = all.Where(tag => tag.Key != "spider").Select(tag => $"{tag.Key}={tag.Value}").Order();
                sums.AddOrUpdate(string.Join(' ', others.Prepend(instrument.Name)), value, (_, sum) => sum + value);
            }
        }
    }

    [Fact]
    public async Task What_waits_and_what_is_in_flight_can_be_asked_for()
    {
        var arrived = new TaskCompletionSource();
        var answer = new TaskCompletionSource();
        await using var site = await LoopbackSite.StartAsync(context =>
        {
            arrived.TrySetResult();
            return answer.Task;
        });
        var values = new Dictionary<string, long>(StringComparer.Ordinal);
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument is { Meter.Name: "Crawling", IsObservable: true })
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            if (tags.ToArray().Contains(new("spider", "metered")))
            {
                values[instrument.Name] = value;
            }
        });
        listener.Start();
        var crawl = CrawlOnce.RunAsync(
            new Metered { Site = site.Address }, new CrawlerOptions { ConcurrentRequests = 1, Robots = { Obey = false } });

        await arrived.Task;
        listener.RecordObservableInstruments();
        answer.SetResult();
        await crawl;

        Assert.Equal(1, values["crawling.active"]);
        Assert.Equal(1, values["crawling.queue.length"]);
    }

    [Fact]
    public async Task A_callback_is_traced_below_its_fetch_and_what_it_fetches_below_it()
    {
        await using var site = await StartSiteAsync();
        var traced = new ConcurrentBag<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Crawling",
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                if (activity.GetTagItem("crawling.spider") is "traced")
                {
                    traced.Add(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        var withUser = site.Address.Replace("http://", "http://me:hidden@", StringComparison.Ordinal);

        await CrawlOnce.RunAsync(new Traced { Site = withUser }, new CrawlerOptions { Robots = { Obey = false } });

        var page = Fetch("/page");
        var callback = Assert.Single(traced, activity => activity.OperationName == "callback");
        Assert.Equal((null, ActivityKind.Client), (page.ParentId, page.Kind));
        Assert.Equal(page.Id, callback.ParentId);
        Assert.Equal(callback.Id, Fetch("/part").ParentId);
        Assert.Equal(("GET", 200, site.Port, "127.0.0.1"), (page.GetTagItem("http.request.method"), page.GetTagItem("http.response.status_code"), page.GetTagItem("server.port"), page.GetTagItem("server.address")));
        Assert.DoesNotContain("hidden", (string)page.GetTagItem("url.full")!, StringComparison.Ordinal);
        Assert.Equal((ActivityStatusCode.Error, "ParseAsync", 1), (callback.Status, callback.GetTagItem("crawling.callback"), callback.GetTagItem("crawling.items")));
        Assert.Equal((ActivityStatusCode.Error, 404), (Fetch("/missing").Status, Fetch("/missing").GetTagItem("http.response.status_code")));
        Assert.Equal(Fetch("/missing").Id, Assert.Single(traced, activity => activity.OperationName == "errback").ParentId);

        Activity Fetch(string path) => Assert.Single(traced, activity => activity.GetTagItem("url.full") is string url && url.EndsWith(path, StringComparison.Ordinal));
    }

    private static Task<LoopbackSite> StartSiteAsync() => LoopbackSite.StartAsync(context =>
    {
        context.Response.StatusCode = context.Request.Path == "/missing" ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
        return context.Response.WriteAsync("ok");
    });
}
