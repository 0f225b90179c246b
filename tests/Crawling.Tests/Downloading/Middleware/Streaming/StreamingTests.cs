using System.Text;
using Crawling.Testing;
using Crawling.Tests.Downloading.Middleware.Decompression;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Crawling.Tests.Downloading.Middleware.Streaming;

public sealed class StreamingTests
{
    private static readonly byte[] Page = Encoding.UTF8.GetBytes($"<p>{new string('a', 200_000)}</p>");

    [Fact]
    public async Task A_body_that_is_not_wanted_is_not_waited_for()
    {
        await using var server = new RawServer(SendingEndlessly);
        Request request = new(server.Url("/")) { OnHeaders = head => head.Headers["Content-Type"] == "video/mp4" ? BodyDecision.Skip : BodyDecision.Take };

        var response = (await Fetched.FromAsync(request)).Response;
        Assert.Equal((200, 0), (response.Status, response.Body.Length));
        Assert.Equal(["stopped"], response.Flags);
    }

    [Fact]
    public async Task An_aborted_fetch_is_a_failure_with_its_response_and_is_not_tried_again()
    {
        await using var server = new RawServer(SendingEndlessly);
        Request request = new(server.Url("/")) { OnHeaders = static _ => BodyDecision.Abort };

        var fetched = await Fetched.FromAsync(request, options => options.Retry.Times = 2);
        var failure = fetched.Failure;
        Assert.Equal((FailureReason.Cancelled, "OnHeaders aborted the fetch."), (failure.Reason, failure.Exception!.Message));
        Assert.Equal((200, "stopped"), (failure.Response!.Status, failure.Response.Flags.Single()));
        Assert.Single(server.Requests);
        Assert.Equal(0, fetched.Result.Statistics["httperror/response_ignored_count"]);
    }

    [Fact]
    public async Task A_body_that_is_wanted_comes_as_any_other()
    {
        await using var site = await SiteAsync("gzip, br", Coded.As("br", Coded.As("gzip", Page)));
        var fetched = await Fetched.FromAsync(new Request(site.Url("/")) { OnHeaders = static _ => BodyDecision.Take });

        Assert.Equal(Page, fetched.Response.Body.ToArray());
        Assert.Empty(fetched.Response.Flags);
        Assert.Equal(1, fetched.Result.Statistics["httpcompression/response_count"]);
    }

    [Fact]
    public async Task A_body_can_be_taken_as_it_comes_and_is_decoded_on_the_way()
    {
        await using var site = await SiteAsync("gzip, br", Coded.As("br", Coded.As("gzip", Page)));
        using var taken = new MemoryStream();
        var fetched = await Fetched.FromAsync(new Request(site.Url("/"))
        {
            OnBody = async (_, body, cancellation) =>
            {
                await body.CopyToAsync(taken, cancellation);
                return default;
            },
        });

        Assert.Equal(Page, taken.ToArray());
        Assert.Equal((0, null), (fetched.Response.Body.Length, fetched.Response.Headers["Content-Encoding"]));
        Assert.Equal(["streamed"], fetched.Response.Flags);
        Assert.Equal(Page.Length, fetched.Result.Statistics["httpcompression/response_bytes"]);
        Assert.Equal(fetched.Result.Statistics["downloader/response_bytes"], fetched.Response.BytesReceived);
    }

    [Fact]
    public async Task What_is_left_unread_is_not_fetched_and_what_was_read_can_be_kept()
    {
        await using var server = new RawServer(SendingEndlessly);
        var response = (await Fetched.FromAsync(new Request(server.Url("/")) { OnBody = TakeFirstAsync })).Response;

        Assert.Equal("aaaaa", Encoding.ASCII.GetString(response.Body.Span));
        Assert.Equal(["stopped", "streamed"], response.Flags.Order());
    }

    [Fact]
    public async Task Only_what_reaches_the_callback_is_given_away()
    {
        var offered = new List<string>();
        await using var site = await LoopbackSite.StartAsync(context =>
        {
            context.Response.StatusCode = context.Request.Path == "/" ? 302 : context.Request.Path == "/lost" ? 404 : 200;
            context.Response.Headers.Location = "/target";
            return context.Response.WriteAsync("text");
        });
        Request request = new(site.Url("/"))
        {
            OnBody = (head, body, _) =>
            {
                offered.Add($"{head.Status} {head.Url.Path} {head.Body.Length}");
                return TakeFirstAsync(head, body, CancellationToken.None);
            },
        };
        var fetched = await Fetched.FromAsync([request, request with { Url = site.Url("/lost") }]);

        Assert.Equal(["200 /target 0"], offered);
        Assert.Equal("text", fetched.Responses.Single().Text);
        Assert.Equal("text", fetched.Failures.Single().Response!.Text);
    }

    [Fact]
    public async Task A_callback_that_throws_is_a_failure_of_its_own()
    {
        await using var site = await SiteAsync("identity", Page);
        Request request = new(site.Url("/"));

        var fetched = await Fetched.FromAsync([
            request with { OnBody = static (_, _, _) => throw new FormatException("No."), DontFilter = true },
            request with { OnHeaders = static _ => throw new FormatException("No."), DontFilter = true },
        ]);
        Assert.Equal(["OnBody threw FormatException: No.", "OnHeaders threw FormatException: No."], fetched.Failures.Select(failure => failure.Exception!.Message));
        Assert.All(fetched.Failures, failure => Assert.Equal(FailureReason.CallbackError, failure.Reason));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_that_breaks_is_a_failure_of_its_own_whatever_the_callback_makes_of_it(bool swallows)
    {
        await using var server = new RawServer("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello");
        Request request = new(server.Url("/"))
        {
            OnBody = async (_, body, cancellation) =>
            {
                try
                {
                    await body.CopyToAsync(Stream.Null, cancellation);
                }
                catch (DownloadException error) when (!swallows)
                {
                    throw new FormatException("No.", error);
                }
                catch (DownloadException)
                {
                    // It might go unnoticed.
                }

                return default;
            },
        };

        Assert.Equal(FailureReason.Truncated, (await Fetched.FromAsync(request)).Failure.Reason);
    }

    [Theory]
    [InlineData("identity")]
    [InlineData("gzip")]
    public async Task The_limit_of_the_body_holds_on_the_wire_and_decoded(string coding)
    {
        await using var site = await SiteAsync(coding, coding == "gzip" ? Coded.As(coding, Page) : Page);
        Request request = new(site.Url("/")) { OnBody = DrainAsync };

        Assert.Equal(FailureReason.TooLarge, (await Fetched.FromAsync(request with { MaxBodySize = Page.Length - 1 })).Failure.Reason);
        Assert.Equal(["streamed"], (await Fetched.FromAsync(request with { MaxBodySize = Page.Length })).Response.Flags);
    }

    [Fact]
    public async Task The_time_that_the_callback_takes_is_not_the_servers()
    {
        var time = new FakeTime();
        await using var services = Fetched.ServicesWith(time);
        await using var site = await SiteAsync("identity", Page);
        Request request = new(site.Url("/"))
        {
            OnBody = async (_, body, cancellation) =>
            {
                for (var buffer = new byte[100_000]; await body.ReadAsync(buffer, cancellation) > 0;)
                {
                    time.Advance(TimeSpan.FromSeconds(40));
                }

                return default;
            },
        };
        var fetched = await Fetched.FromAsync(
            request,
            options =>
            {
                options.Download.Timeout = TimeSpan.FromDays(1);
                options.Download.MinThroughput = 10_000;
            },
            services);

        Assert.Equal(["streamed"], fetched.Response.Flags);
    }

    [Fact]
    public async Task A_body_that_another_handler_brings_whole_is_given_away_too()
    {
        await using var services = Fetched.ServicesWith(
            TimeProvider.System, services => services.AddKeyedSingleton<IDownloadHandler, WholeHandler>("whole"));
        Request request = new("own://a/") { Handler = "whole", OnBody = TakeFirstAsync };
        var response = (await Fetched.FromAsync(request, services: services)).Response;

        Assert.Equal("whole", response.Text);
        Assert.Contains("streamed", response.Flags);
    }

    [Theory]
    [InlineData("Content-Length: 10\r\n\r\nhello")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n")]
    public async Task A_body_that_breaks_off_is_kept_if_that_is_asked_for(string rest)
    {
        await using var server = new RawServer($"HTTP/1.1 200 OK\r\n{rest}");
        Request request = new(server.Url("/"));

        Assert.Equal(FailureReason.Truncated, (await Fetched.FromAsync(request)).Failure.Reason);
        Assert.Equal(FailureReason.Truncated, (await Fetched.FromAsync(request with { KeepTruncated = false }, Keeping)).Failure.Reason);

        foreach (var response in (Response[])[
            (await Fetched.FromAsync(request, Keeping)).Response,
            (await Fetched.FromAsync(request with { KeepTruncated = true })).Response,
            (await Fetched.FromAsync(request with { KeepTruncated = true, OnBody = TakeAllAsync })).Response])
        {
            Assert.Equal("hello", response.Text);
            Assert.Contains("truncated", response.Flags);
        }

        static void Keeping(CrawlerOptions options) => options.Download.KeepTruncated = true;
    }

    [Fact]
    public async Task The_callback_gets_its_request_as_it_was_and_may_send_it_again()
    {
        await using var site = await SiteAsync("identity", Page);
        var request = (await Fetched.FromAsync(new Request(site.Url("/")) { OnBody = DrainAsync })).Response.Request;
        var again = (await Fetched.FromAsync(request with { OnBody = null })).Response;

        Assert.Equal(Page, again.Body.ToArray());
    }

    private static async Task SendingEndlessly(RawConnection connection)
    {
        await connection.ReadHeadAsync();
        await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\n\r\n");
        while (true)
        {
            await connection.SendAsync("aaaaa");
        }
    }

    private static Task<LoopbackSite> SiteAsync(string coding, byte[] body) => LoopbackSite.StartAsync(context =>
    {
        context.Response.Headers.ContentEncoding = coding;
        return context.Response.Body.WriteAsync(body).AsTask();
    });

    private static async ValueTask<ReadOnlyMemory<byte>> TakeFirstAsync(Response head, Stream body, CancellationToken cancellation)
    {
        var first = new byte[5];
        var count = await body.ReadAtLeastAsync(first, first.Length, throwOnEndOfStream: false, cancellation);
        return first.AsMemory(0, count);
    }

    private static async ValueTask<ReadOnlyMemory<byte>> TakeAllAsync(Response head, Stream body, CancellationToken cancellation)
    {
        using var all = new MemoryStream();
        await body.CopyToAsync(all, cancellation);
        return all.ToArray();
    }

    private static async ValueTask<ReadOnlyMemory<byte>> DrainAsync(Response head, Stream body, CancellationToken cancellation)
    {
        await body.CopyToAsync(Stream.Null, cancellation);
        return default;
    }

    private sealed class WholeHandler : IDownloadHandler
    {
        public ValueTask<Response> FetchAsync(Request request, Crawler crawler, CancellationToken cancellation) =>
            new(new Response(request.Url, body: "whole"u8.ToArray(), request: request));
    }
}
