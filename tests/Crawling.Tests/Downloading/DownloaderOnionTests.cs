using System.Text;
using Crawling.Testing;

namespace Crawling.Tests.Downloading;

public sealed class DownloaderOnionTests
{
    [Fact]
    public async Task Layers_stand_in_the_order_of_their_list_from_the_outermost_in()
    {
        await using var server = new RawServer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        await Fetched.FromAsync(new Request(server.Url("/")), options => options.DownloaderMiddleware
            .InsertBefore<DefaultHeadersMiddleware, Marks>()
            .InsertAfter<RedirectMiddleware, MarksAgain>()
            .Remove<DecompressionMiddleware>());

        var head = Assert.Single(server.Requests);
        Assert.Contains("\r\nX-Marks: before 0, after 3\r\n", head, StringComparison.Ordinal);
        Assert.DoesNotContain("Accept-Encoding", head, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rescheduled_request_waits_for_its_time_and_runs_again()
    {
        await using var server = new RawServer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        var time = new FakeTime();
        await using var services = Fetched.ServicesWith(time);
        var fetching = Fetched.FromAsync(
            new Request(server.Url("/")) { Meta = new Dictionary<string, object?> { ["kept"] = 1 } },
            options =>
            {
                Fetched.WaitForAnything(options);
                options.DownloaderMiddleware.InsertBefore<DefaultHeadersMiddleware, OnceMore>();
            },
            services);
        while (!fetching.IsCompleted)
        {
            time.Advance(OnceMore.Wait / 100);
            await Task.Delay(1);
        }

        var response = (await fetching).Response;
        Assert.Equal(2, server.Requests.Count);
        Assert.Equal(1, response.Meta["kept"]);
        Assert.Equal("twice", response.Request.Headers["X-Time"]);
        Assert.True(OnceMore.SentAgain - OnceMore.Sent >= OnceMore.Wait, $"{OnceMore.Sent} to {OnceMore.SentAgain}");
    }

    [Fact]
    public async Task A_drop_reaches_the_errback_with_its_reason()
    {
        var failure = (await Fetched.FromAsync(
            new Request("http://a.example/"),
            options => options.DownloaderMiddleware.InsertBefore<DefaultHeadersMiddleware, Drops>())).Failure;

        Assert.Equal(FailureReason.Offsite, failure.Reason);
        Assert.Equal("a.example is not for us.", failure.Exception!.Message);
        Assert.Null(failure.Response);
    }

    [Fact]
    public async Task An_answer_of_a_middleware_stands_for_its_request()
    {
        var asked = "";
        var request = new Request("http://a.example/")
        {
            Callback = Parse,
            CallbackArguments = new Dictionary<string, object?> { ["page"] = 7 },
        };
        var fetched = await Fetched.FromAsync(
            request, options => options.DownloaderMiddleware.InsertBefore<DefaultHeadersMiddleware, Answers>());

        Assert.Empty(fetched.Responses);
        Assert.Equal("made up 7", asked);
        Assert.Equal(0, fetched.Result.Statistics["downloader/request_count"]);

        async IAsyncEnumerable<Output> Parse(Response response)
        {
            await Task.Yield();
            asked = $"{Encoding.ASCII.GetString(response.Body.Span)} {response.CallbackArguments["page"]}";
            yield break;
        }
    }

    [Fact]
    public async Task A_response_may_be_replaced_on_its_way_up()
    {
        await using var server = new RawServer("HTTP/1.1 404 Not Found\r\nX-Kept: 1\r\nContent-Length: 2\r\n\r\nno");
        var response = (await Fetched.FromAsync(
            new Request(server.Url("/")), options => options.DownloaderMiddleware.InsertBefore<DefaultHeadersMiddleware, Replaces>())).Response;

        Assert.Equal(200, response.Status);
        Assert.Equal("yes", Encoding.ASCII.GetString(response.Body.Span));
        Assert.Equal("1", response.Headers["X-Kept"]);
    }

    [Fact]
    public async Task What_a_middleware_throws_fails_the_request_and_nothing_else()
    {
        await using var server = new RawServer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        var fetched = await Fetched.FromAsync(
            [new(server.Url("/bad")), new(server.Url("/good"))],
            options => options.DownloaderMiddleware.InsertBefore<DefaultHeadersMiddleware, Throws>());

        var failure = Assert.Single(fetched.Failures);
        Assert.Equal(FailureReason.Other, failure.Reason);
        Assert.Equal("on purpose", Assert.IsType<FormatException>(failure.Exception).Message);
        Assert.Equal("/good", Assert.Single(fetched.Responses).Url.Path);
    }

    private sealed class Marks : IDownloaderMiddleware
    {
        public ValueTask<DownloadResult> InvokeAsync(Request request, Crawler crawler, DownloaderDelegate next, CancellationToken cancellation) =>
            next(request with { Headers = request.Headers.Copy().Add("X-Marks", $"before {request.Headers.Count()}") }, cancellation);
    }

    // What it finds are three default headers and one mark; the mark is not counted.
    private sealed class MarksAgain : IDownloaderMiddleware
    {
        public ValueTask<DownloadResult> InvokeAsync(Request request, Crawler crawler, DownloaderDelegate next, CancellationToken cancellation) =>
            next(request with { Headers = request.Headers.Copy().Add("X-Marks", $"after {request.Headers.Count() - 1}") }, cancellation);
    }

    private sealed class OnceMore : IDownloaderMiddleware
    {
        public static readonly TimeSpan Wait = TimeSpan.FromHours(1);

        public static DateTimeOffset Sent { get; private set; }

        public static DateTimeOffset SentAgain { get; private set; }

        public async ValueTask<DownloadResult> InvokeAsync(
            Request request, Crawler crawler, DownloaderDelegate next, CancellationToken cancellation)
        {
            if (request.Headers.Contains("X-Time"))
            {
                SentAgain = crawler.Time.GetUtcNow();
                return await next(request, cancellation);
            }

            await next(request, cancellation);
            Sent = crawler.Time.GetUtcNow();
            return DownloadResult.Reschedule(request with { Headers = request.Headers.Copy().Add("X-Time", "twice") }, Wait);
        }
    }

    private sealed class Drops : IDownloaderMiddleware
    {
        public ValueTask<DownloadResult> InvokeAsync(Request request, Crawler crawler, DownloaderDelegate next, CancellationToken cancellation) =>
            new(DownloadResult.Drop(FailureReason.Offsite, $"{request.Url.Host} is not for us."));
    }

    private sealed class Answers : IDownloaderMiddleware
    {
        public ValueTask<DownloadResult> InvokeAsync(Request request, Crawler crawler, DownloaderDelegate next, CancellationToken cancellation) =>
            new(new Response(request.Url, body: "made up"u8.ToArray()));
    }

    private sealed class Replaces : IDownloaderMiddleware
    {
        public async ValueTask<DownloadResult> InvokeAsync(
            Request request, Crawler crawler, DownloaderDelegate next, CancellationToken cancellation) =>
            (await next(request, cancellation)).Response!.With(status: 200, body: "yes"u8.ToArray());
    }

    private sealed class Throws : IDownloaderMiddleware
    {
        public ValueTask<DownloadResult> InvokeAsync(Request request, Crawler crawler, DownloaderDelegate next, CancellationToken cancellation) =>
            request.Url.Path == "/bad" ? throw new FormatException("on purpose") : next(request, cancellation);
    }
}
