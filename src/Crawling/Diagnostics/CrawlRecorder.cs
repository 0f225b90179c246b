using System.Collections.Concurrent;
using Crawling.Downloading;
using Crawling.Engine;
using Crawling.Items;
using Crawling.Scheduling;
using Crawling.Scraping;
using Microsoft.Extensions.Logging;

namespace Crawling.Diagnostics;

/// <summary>Writes down what happens in a crawl: each happening in one place, with its statistic, its log line and its event. From any thread.</summary>
internal sealed class CrawlRecorder(Crawler crawler, CloseRules rules, ILogger logger)
{
    /// <summary>Hosts and rules that are told of in the log.</summary>
    private const int MostTold = 10_000;

    private readonly CrawlStatistics _statistics = crawler.Statistics;
    private readonly CrawlerEvents _events = crawler.Events;
    private readonly HostStatistics _hosts = new(crawler.Statistics, crawler.Options.Statistics.Hosts);
    private readonly ConcurrentDictionary<(string Rule, string Host), bool> _told = new();

    /// <summary>Whether a callback was abandoned, so that it may still touch the spider.</summary>
    public bool HasHungCallback { get; private set; }

    public Crawler Crawler => crawler;

    private DateTimeOffset Now => crawler.Time.GetUtcNow();

    public void Scheduled(Request request)
    {
        _statistics.Add("scheduler/enqueued");
        if (_events.Wants<RequestScheduled>())
        {
            _events.Publish(new RequestScheduled(Now, request));
        }
    }

    public void Filtered(Request request)
    {
        _statistics.Add("dupefilter/filtered");
        SchedulingLog.Filtered(logger, request);
        Dropped(request, "dupefilter/filtered");
    }

    /// <summary>A rule keeps a request out. One line tells of a rule and a host; the others are counted.</summary>
    public void Refused(Request request, Hop hop, string rule, string why)
    {
        _statistics.Add(rule);
        var host = request.Url.Host;
        if (_told.Count < MostTold && _told.TryAdd((rule, host), true))
        {
            SchedulingLog.Refused(logger, rule, request, why, host);
            if (rule == OffsiteRule.Key)
            {
                _statistics.Add("offsite/domains");
            }
        }

        crawler.Job?.Record.Dropped(request, hop, rule, why);
        Dropped(request, rule);
    }

    public void Taken() => _statistics.Add("scheduler/dequeued");

    public void Received(Response response)
    {
        _statistics.Add("response_received_count");
        _statistics.Max("request_depth_max", response.Depth);
        if (crawler.Options.Depth.Statistics)
        {
            _statistics.Add($"request_depth_count/{response.Depth}");
        }

        _hosts.Received(response);
        ScrapingLog.Received(logger, response);
        if (_events.Wants<ResponseReceived>())
        {
            _events.Publish(new ResponseReceived(Now, response));
        }

        rules.CountPage();
    }

    public void Failed(RequestFailure failure)
    {
        _statistics.Add("failure/count");
        _statistics.Add($"failure/reason_count/{failure.Reason}");
        _hosts.Failed(failure.Request);
        crawler.Metrics.Failed(failure);
        if (failure is { Reason: FailureReason.HttpStatus, Response: { } response })
        {
            _statistics.Add("httperror/response_ignored_count");
            _statistics.Add($"httperror/response_ignored_status_count/{response.Status}");
        }

        var message = failure.Exception?.Message ?? $"The status is {failure.Response?.Status}.";
        ScrapingLog.Failed(logger, failure.Request, failure.Reason, message);
        crawler.Job?.Errors.Add(failure.Request.Url.Href, $"{failure.Reason}: {message}");
        if (_events.Wants<RequestFailed>())
        {
            _events.Publish(new RequestFailed(Now, failure));
        }
    }

    /// <summary>A request becomes a dead letter.</summary>
    public void SetAside() => _statistics.Add("deadletter/count");

    public void CallbackThrew(Exception error, Response? response)
    {
        _statistics.Add("spider_exceptions/count");
        _statistics.Add($"spider_exceptions/{error.GetType().Name}");
        var where = response?.Url.Href ?? "a failed request";
        ScrapingLog.CallbackThrew(logger, error, where);
        Threw(error, response, where);
    }

    public void CallbackHung(TimeoutException error, Response? response)
    {
        HasHungCallback = true;
        _statistics.Add("spider_exceptions/count");
        _statistics.Add("spider_exceptions/CallbackHung");
        var where = response?.Url.Href ?? "a failed request";
        ScrapingLog.CallbackHung(logger, where, crawler.Options.CallbackTimeout);
        Threw(error, response, where);
    }

    public void NotInspected(Response response) => ScrapingLog.NotInspected(logger, response);

    public void ItemScraped(object item, Response? response)
    {
        ItemLog.Scraped(logger, item);
        if (_events.Wants<ItemScraped>())
        {
            _events.Publish(new ItemScraped(Now, item, response));
        }

        rules.CountItem();
    }

    /// <summary>Items are in the feeds and acknowledged. Counted here and no earlier, the number that a job keeps is that of the items it keeps.</summary>
    public void ItemsKept(int count)
    {
        if (count > 0)
        {
            _statistics.Add("item_scraped_count", count);
            crawler.Metrics.ItemsKept(count);
        }
    }

    public void ItemDropped(object item, string reason, string? rule = null)
    {
        CountDropped(rule);
        ItemLog.Dropped(logger, reason, item);
        if (_events.Wants<ItemDropped>())
        {
            _events.Publish(new ItemDropped(Now, item, reason));
        }
    }

    /// <summary>A page lacks what an item must have. The first of its kind from a host is a warning; a site that has changed would bring thousands.</summary>
    public void ItemIncomplete(DropItemException drop, Response? response)
    {
        CountDropped(drop.Rule);
        var isFirst = _told.Count < MostTold && _told.TryAdd((drop.Rule ?? drop.Message, response?.Url.Host ?? ""), true);
        ItemLog.Incomplete(logger, isFirst ? LogLevel.Warning : LogLevel.Debug, drop.Message);
        if (_events.Wants<ItemIncomplete>())
        {
            _events.Publish(new ItemIncomplete(Now, drop.Message, response));
        }
    }

    public void ItemFailed(Exception error, Response? response)
    {
        _statistics.Add("item_error_count");
        var where = response?.Url.Href ?? "the start";
        ItemLog.Failed(logger, error, where);
        Threw(error, response, where);
    }

    private void CountDropped(string? rule)
    {
        _statistics.Add("item_dropped_count");
        crawler.Metrics.ItemDropped();
        if (rule is not null)
        {
            _statistics.Add($"item_dropped_reasons_count/{rule}");
        }
    }

    private void Dropped(Request request, string rule)
    {
        if (_events.Wants<RequestDropped>())
        {
            _events.Publish(new RequestDropped(Now, request, rule));
        }
    }

    private void Threw(Exception error, Response? response, string where)
    {
        crawler.Job?.Errors.Add(where, $"{error.GetType().Name}: {error.Message}");
        crawler.Metrics.Threw(error);
        CrawlTraces.Threw(error);
        if (_events.Wants<SpiderError>())
        {
            _events.Publish(new SpiderError(Now, error, response));
        }

        rules.CountError();
    }
}
