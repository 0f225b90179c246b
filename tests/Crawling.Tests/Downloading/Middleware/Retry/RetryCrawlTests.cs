using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace Crawling.Tests.Downloading;

/// <summary>Retries in whole crawls, without a wait.</summary>
public sealed class RetryCrawlTests
{
    [Fact]
    public async Task A_page_that_comes_at_last_is_parsed_once_and_is_no_deeper_and_not_redirected()
    {
        await using var site = await FailingTwiceAsync(context => context.Response.StatusCode = 500);
        var parsed = new List<Response>();
        var result = await CrawlAsync([site.Url("/")], parsed);

        var response = Assert.Single(parsed);
        Assert.Equal((0, 0), (response.Depth, response.RedirectedFrom.Count));
        Assert.Equal(["/", "/", "/"], site.Requests);
        Assert.Equal(CloseReason.Finished, result.Reason);
        Assert.Equal(2, result.Statistics["retry/count"]);
        Assert.Equal(2, result.Statistics["retry/reason_count/500 Internal Server Error"]);
        Assert.Equal(0, result.Statistics["retry/max_reached"]);
        Assert.Equal(3, result.Statistics["downloader/response_count"] - result.Statistics["robotstxt/response_count"]);
        Assert.Equal(1, result.Statistics["response_received_count"]);
        Assert.Equal(0, result.Statistics["dupefilter/filtered"]);
    }

    [Fact]
    public async Task A_connection_that_breaks_is_made_again()
    {
        await using var site = await FailingTwiceAsync(context => context.Abort());
        var parsed = new List<Response>();
        var result = await CrawlAsync([site.Url("/")], parsed);

        Assert.Single(parsed);

        // The first time it was the kept connection of robots.txt that broke: that counts as no try.
        Assert.Equal(1, result.Statistics["retry/reason_count/ConnectionLost"]);
    }

    [Fact]
    public async Task A_server_that_closes_its_connections_after_an_answer_costs_no_page()
    {
        await using var site = await LoopbackSite.StartAsync(async context =>
        {
            context.Response.OnCompleted(() =>
            {
                context.Features.Get<IConnectionLifetimeNotificationFeature>()!.RequestClose();
                return Task.CompletedTask;
            });
            await context.Response.WriteAsync("page");
        });
        var parsed = new List<Response>();
        await CrawlAsync([.. Enumerable.Range(0, 100).Select(i => site.Url($"/{i}"))], parsed);

        Assert.Equal(100, parsed.Count);
        Assert.All(parsed, response => Assert.Equal("page", response.Text));
    }

    [Fact]
    public async Task A_status_that_stays_goes_to_the_errback_with_its_last_response()
    {
        var answers = 0;
        await using var site = await LoopbackSite.StartAsync(context =>
        {
            context.Response.StatusCode = 502;
            return context.Response.WriteAsync($"{++answers}");
        });
        var failures = new List<RequestFailure>();
        var result = await CrawlAsync([site.Url("/")], [], failures);

        var failure = Assert.Single(failures);
        Assert.Equal((FailureReason.HttpStatus, "3"), (failure.Reason, failure.Response!.Text));
        Assert.Equal(["502 Bad Gateway", "502 Bad Gateway"], failure.EarlierTries.Select(failed => failed.Reason));
        Assert.Equal(0, result.Statistics["deadletter/count"]);
        Assert.Equal(1, result.Statistics["retry/max_reached"]);
        Assert.Equal(1, result.Statistics["httperror/response_ignored_count"]);
    }

    [Fact]
    public async Task A_transport_failure_that_stays_goes_to_the_errback()
    {
        var failures = new List<RequestFailure>();
        var result = await CrawlAsync(["http://127.0.0.1:1/"], [], failures);

        Assert.Equal(FailureReason.ConnectionRefused, Assert.Single(failures).Reason);
        Assert.Equal(3, result.Statistics["downloader/exception_type_count/ConnectionRefused"]);
    }

    [Fact]
    public async Task A_retry_may_lead_to_a_redirect_but_not_to_a_page_that_another_request_has_claimed()
    {
        await using var site = await FailingTwiceAsync(
            context => context.Response.StatusCode = context.Request.Path.Value!.StartsWith("/from", StringComparison.Ordinal) ? 500 : 200,
            context => context.Response.Redirect(context.Request.Path == "/from-1" ? "/claimed" : "/free"));
        var parsed = new List<Response>();
        var result = await CrawlAsync([site.Url("/claimed"), site.Url("/from-1"), site.Url("/from-2")], parsed);

        Assert.Equal(["/claimed", "/free"], parsed.Select(response => response.Url.Path).Order());
        Assert.Equal([site.Url("/from-2")], parsed.Single(response => response.Url.Path == "/free").RedirectedFrom.Select(url => url.Href));
        Assert.Single(site.Requests, "/claimed");
        Assert.Equal(4, result.Statistics["retry/count"]);
        Assert.Equal(1, result.Statistics["dupefilter/filtered"]);
    }

    [Fact]
    public async Task A_target_that_fails_is_tried_again_though_it_has_been_claimed_by_the_redirect()
    {
        var tries = 0;
        await using var site = await LoopbackSite.StartAsync(Answer);
        var parsed = new List<Response>();
        await CrawlAsync([site.Url("/from")], parsed);

        Assert.Equal(["/from", "/to", "/to"], site.Requests);
        Assert.Equal([site.Url("/from")], Assert.Single(parsed).RedirectedFrom.Select(url => url.Href));

        Task Answer(HttpContext context)
        {
            if (context.Request.Path == "/from")
            {
                context.Response.Redirect("/to");
            }
            else if (tries++ == 0)
            {
                context.Response.StatusCode = 500;
            }

            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task A_post_is_sent_once_unless_it_says_how_often()
    {
        await using var site = await LoopbackSite.StartAsync(context =>
        {
            context.Response.StatusCode = 500;
            return Task.CompletedTask;
        });
        await CrawlOnce.RunAsync(new SpiderOf { Starting = Start, Settings = WithoutWait });

        Assert.Equal(["/asked", "/asked", "/once"], site.Requests.Order());

        async IAsyncEnumerable<Output> Start()
        {
            await Task.Yield();
            yield return new Request(site.Url("/once")) { Method = "POST" };
            yield return new Request(site.Url("/asked")) { Method = "POST", MaxRetries = 1 };
        }
    }

    [Fact]
    public async Task A_fetch_in_a_callback_is_tried_again_too()
    {
        await using var site = await FailingTwiceAsync(
            context => context.Response.StatusCode = context.Request.Path == "/sub" ? 503 : 200,
            context => context.Response.WriteAsync("at last"));
        Response? fetched = null;
        var result = await CrawlOnce.RunAsync(new SpiderOf { Urls = [site.Url("/")], Parse = Parse, Settings = WithoutWait });

        Assert.Equal("at last", fetched!.Text);
        Assert.Equal(1, fetched.Depth);
        Assert.Equal(["/", "/sub", "/sub", "/sub"], site.Requests);
        Assert.Equal(2, result.Statistics["retry/count"]);
        Assert.Equal(CloseReason.Finished, result.Reason);

        async IAsyncEnumerable<Output> Parse(Response response)
        {
            fetched = await response.FetchAsync(new Request(site.Url("/sub")));
            yield break;
        }
    }

    private static Task<CrawlResult> CrawlAsync(IReadOnlyList<string> urls, List<Response> parsed, List<RequestFailure>? failures = null)
    {
        return CrawlOnce.RunAsync(new SpiderOf
        {
            Urls = urls,
            Settings = WithoutWait,
            Parse = response => Note(() => parsed.Add(response)),
            Error = failure => Note(() => failures?.Add(failure)),
        });

        static async IAsyncEnumerable<Output> Note(Action note)
        {
            await Task.Yield();
            note();
            yield break;
        }
    }

    private static void WithoutWait(CrawlerOptions options) => options.Retry.BaseDelay = TimeSpan.Zero;

    /// <summary>A site that answers the first two requests for a path in one way, the others in another.</summary>
    private static Task<LoopbackSite> FailingTwiceAsync(Action<HttpContext> fail, Action<HttpContext>? answer = null)
    {
        var seen = new System.Collections.Concurrent.ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        return LoopbackSite.StartAsync(context =>
        {
            var isFailing = seen.AddOrUpdate(context.Request.Path.Value!, 1, (_, count) => count + 1) <= 2;
            (isFailing ? fail : answer)?.Invoke(context);
            return Task.CompletedTask;
        });
    }
}
