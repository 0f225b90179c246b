using System.Diagnostics;
using System.Globalization;
using Crawling.Configuration;
using Crawling.Engine;
using Crawling.Downloading;
using Crawling.Scheduling;
using Crawling.Scraping;

namespace Crawling.Diagnostics;

/// <summary>
/// The activities of the source <c>Crawling</c>: a fetch, with the names of OpenTelemetry's conventions for HTTP clients; below it the callback
/// of its response; below that what the callback itself fetches. Where nobody listens there are none. From any thread.
/// </summary>
internal static class CrawlTraces
{
    private static readonly ActivitySource Source = new("Crawling", typeof(CrawlTraces).Assembly.GetName().Version?.ToString(3) ?? "");

    /// <summary>What a fetch that is asked for here belongs to.</summary>
    public static ActivityContext Current => Activity.Current?.Context ?? default;

    public static Activity? StartFetch(LeasedRequest request, string spider)
    {
        var target = request.Entry.Request;
        var activity = Source.StartActivity(target.Method, ActivityKind.Client, request.SubRequest?.Trace ?? default);
        if (activity?.IsAllDataRequested == true)
        {
            activity.SetTag("crawling.spider", spider);
            activity.SetTag("crawling.depth", request.Entry.Hop.Depth);
            activity.SetTag("http.request.method", target.Method);
            activity.SetTag("url.full", Secrets.Mask(target.Url.Href));
            activity.SetTag("server.address", target.Url.Host);
            activity.SetTag("server.port", target.Url.Port is >= 0 and var port ? port : target.Url.Scheme == "https" ? 443 : 80);
        }

        return activity;
    }

    /// <summary>A fetch has an answer, whatever the layers above the wire make of it.</summary>
    public static void Answered(int status)
    {
        if (Activity.Current is { } activity && activity.Source == Source)
        {
            Answered(activity, status);
        }
    }

    public static void End(this Activity fetch, Download download)
    {
        if (download.Result.Response is { } response)
        {
            Answered(fetch, response.Status);
        }
        else if (download.Error is { } error)
        {
            fetch.SetTag("error.type", Failures.ReasonOf(error).ToString());
            fetch.SetStatus(ActivityStatusCode.Error, error.Message);
        }
        else if (download.Result.DropReason is { } reason)
        {
            fetch.SetTag("error.type", reason.ToString());
            fetch.SetStatus(ActivityStatusCode.Error, download.Result.DropDetail);
        }

        fetch.Dispose();
    }

    /// <summary>The callback or errback of a request.</summary>
    public static Activity? StartCallback(ScrapeWork work, string spider)
    {
        var activity = Source.StartActivity(work.Failure is null ? "callback" : "errback", ActivityKind.Internal, work.Trace);
        if (activity?.IsAllDataRequested == true)
        {
            activity.SetTag("crawling.spider", spider);
            activity.SetTag("crawling.callback", NameOf(work));
        }

        return activity;
    }

    public static void End(this Activity callback, ScrapeWork work)
    {
        callback.SetTag("crawling.items", work.Items.Count);
        callback.SetTag("crawling.requests", work.Children.Count + work.Duplicates.Count);
        callback.Dispose();
    }

    /// <summary>The callback under way threw.</summary>
    public static void Threw(Exception error)
    {
        if (Activity.Current is { } activity && activity.Source == Source)
        {
            activity.SetTag("error.type", error.GetType().FullName);
            activity.SetStatus(ActivityStatusCode.Error, error.Message);
            activity.AddException(error);
        }
    }

    private static string NameOf(ScrapeWork work)
    {
        var request = work.Request!.Request;
        return work.Failure is null ? request.Callback?.Method.Name ?? nameof(Spider.ParseAsync) : request.Errback?.Method.Name ?? nameof(Spider.ErrorAsync);
    }

    private static void Answered(Activity fetch, int status)
    {
        fetch.SetTag("http.response.status_code", status);
        if (status >= 400)
        {
            fetch.SetTag("error.type", status.ToString(CultureInfo.InvariantCulture));
            fetch.SetStatus(ActivityStatusCode.Error);
        }
    }
}
