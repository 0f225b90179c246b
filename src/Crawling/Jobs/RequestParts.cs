using Crawling.Downloading;
using Crawling.Scheduling;

namespace Crawling.Jobs;

/// <summary>What of a request differs from its default. The values are written down in jobs: they never change.</summary>
[Flags]
internal enum RequestPart
{
    None = 0,
    Method = 1 << 0,
    Headers = 1 << 1,
    Body = 1 << 2,
    Callback = 1 << 3,
    Errback = 1 << 4,
    Cookies = 1 << 5,
    CookieJar = 1 << 6,
    Priority = 1 << 7,
    DontFilter = 1 << 8,
    Meta = 1 << 9,
    Arguments = 1 << 10,
    Statuses = 1 << 11,
    Timeout = 1 << 12,
    MaxBodySize = 1 << 13,
    Proxy = 1 << 14,
    Slot = 1 << 15,
    Handler = 1 << 16,
    MaxRetries = 1 << 17,
    NoRedirects = 1 << 18,
    Hop = 1 << 19,
    Unfiltered = 1 << 20,
    Start = 1 << 21,
    FollowsLinks = 1 << 22,
    Page = 1 << 23,
    HostDepth = 1 << 24,
    Referrer = 1 << 25,
    BodyHandling = 1 << 26,
    RedirectReasons = 1 << 27,
    EarlierTries = 1 << 28,
}

internal static class RequestParts
{
    public static RequestPart Of(FrontierRequest entry)
    {
        var request = entry.Request;
        return If(request.Method != "GET", RequestPart.Method)
            | If(request.Headers.Any(), RequestPart.Headers)
            | If(request.Body.Length > 0, RequestPart.Body)
            | If(request.Callback is not null, RequestPart.Callback)
            | If(request.Errback is not null, RequestPart.Errback)
            | If(request.Cookies is not null, RequestPart.Cookies)
            | If(request.CookieJar is not null, RequestPart.CookieJar)
            | If(request.Priority != 0, RequestPart.Priority)
            | If(request.DontFilter, RequestPart.DontFilter)
            | If(request.Meta.Count > 0, RequestPart.Meta)
            | If(request.CallbackArguments.Count > 0, RequestPart.Arguments)
            | If(request.AllowedStatuses is not null, RequestPart.Statuses)
            | If(request.Timeout is not null, RequestPart.Timeout)
            | If(request.MaxBodySize is not null, RequestPart.MaxBodySize)
            | If(request.Proxy is not null, RequestPart.Proxy)
            | If(request.Slot is not null, RequestPart.Slot)
            | If(request.Handler is not null, RequestPart.Handler)
            | If(request.MaxRetries is not null, RequestPart.MaxRetries)
            | If(!request.FollowRedirects, RequestPart.NoRedirects)
            | If(request.FollowsLinks, RequestPart.FollowsLinks)
            | If(request is not { KeepTruncated: null, OnHeaders: null, OnBody: null, SaveTo: null }, RequestPart.BodyHandling)
            | If(entry.Hop != Hop.First, RequestPart.Hop)
            | If(entry.Hop.Page is not null, RequestPart.Page)
            | If(entry.Hop.HostDepth > 0, RequestPart.HostDepth)
            | If(entry.Hop.Referrer is not null, RequestPart.Referrer)
            | If(entry.Hop.RedirectReasons.Count > 0, RequestPart.RedirectReasons)
            | If(entry.Hop.EarlierTries.Count > 0, RequestPart.EarlierTries)
            | If(entry.Unfiltered, RequestPart.Unfiltered)
            | If(entry.IsStart, RequestPart.Start);
    }

    private static RequestPart If(bool differs, RequestPart part) => differs ? part : RequestPart.None;
}
