using System.Text;
using Crawling.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Crawling.Tests.Downloading;

public sealed class DownloadHandlersTests
{
    [Theory]
    [InlineData("ftp://a.example/")]
    [InlineData("mailto:a@a.example")]
    [InlineData("file:///etc/passwd")]
    [InlineData("data:text/plain,hello")]
    public async Task Other_schemes_than_http_are_not_fetched(string url)
    {
        var failure = (await Fetched.FromAsync(new Request(url))).Failure;

        Assert.Equal(FailureReason.UnsupportedScheme, failure.Reason);
        Assert.Contains($"not '{failure.Request.Url.Scheme}'", failure.Exception!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhello")]
    public async Task A_fetch_that_takes_longer_than_its_limit_fails_and_names_it(string beginning)
    {
        Assert.EndsWith("within 00:03:00 (download:timeout).", await TimeoutAsync(beginning, null, TimeSpan.FromSeconds(180)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_limit_of_the_request_goes_before_that_of_the_crawl()
    {
        var limit = TimeSpan.FromSeconds(5);
        Assert.EndsWith("within 00:00:05 (the request's own limit).", await TimeoutAsync("", limit, limit), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_end_of_the_crawl_cuts_off_is_no_failure()
    {
        await using var server = new RawServer(connection => connection.UntilClosedAsync());
        var fetched = new Fetched();
        await using var process = new CrawlerProcess(Fetched.Options(options => options.Close.Deadline = TimeSpan.FromMilliseconds(200)));
        var crawler = process.CreateCrawler(fetched.Spider([new(server.Url("/"))]));
        var result = crawler.CrawlAsync();
        var running = process.RunAsync();
        while (server.Connections == 0)
        {
            await Task.Delay(1);
        }

        await crawler.StopAsync();
        await running;

        Assert.Equal(CloseReason.Cancelled, (await result).Reason);
        Assert.Empty(fetched.Failures);
        Assert.Equal(1, crawler.Statistics["scheduler/unfinished"]);
        Assert.Equal(0, crawler.Statistics["downloader/exception_count"]);
    }

    [Fact]
    public async Task A_handler_is_chosen_by_name_whatever_the_scheme()
    {
        await using var services = Fetched.ServicesWith(
            TimeProvider.System, services => services.AddKeyedSingleton<IDownloadHandler, EchoHandler>("echo"));
        var fetched = await Fetched.FromAsync(
            [new("made-up:anything") { Handler = "echo" }, new("http://a.example/") { Handler = "Echo" }], services: services);

        Assert.Equal("made-up:anything", Encoding.ASCII.GetString(Assert.Single(fetched.Responses).Body.Span));
        Assert.Equal(1, fetched.Result.Statistics["downloader/response_status_count/200"]);
        var failure = Assert.Single(fetched.Failures);
        Assert.Equal(FailureReason.UnsupportedScheme, failure.Reason);
        Assert.Contains("'Echo'", failure.Exception!.Message, StringComparison.Ordinal);
    }

    private static async Task<string> TimeoutAsync(string beginning, TimeSpan? ofRequest, TimeSpan expected)
    {
        var time = new FakeTime();
        var sent = new TaskCompletionSource();
        await using var server = new RawServer(async connection =>
        {
            await connection.ReadHeadAsync();
            await connection.SendAsync(beginning);
            sent.SetResult();
            await connection.UntilClosedAsync();
        });
        await using var services = Fetched.ServicesWith(time);
        var fetching = Fetched.FromAsync(
            new Request(server.Url("/")) { Timeout = ofRequest },
            options => (options.Download.HeadersTimeout, options.Download.BodyIdleTimeout) = (2 * expected, 2 * expected),
            services);
        await sent.Task;

        time.Advance(expected - TimeSpan.FromTicks(1));
        Assert.False(fetching.IsCompleted);
        time.Advance(TimeSpan.FromTicks(1));

        var failure = (await fetching).Failure;
        Assert.Equal(FailureReason.Timeout, failure.Reason);
        return failure.Exception!.Message;
    }

    private sealed class EchoHandler : IDownloadHandler
    {
        public ValueTask<Response> FetchAsync(Request request, Crawler crawler, CancellationToken cancellation) =>
            new(new Response(request.Url, body: Encoding.ASCII.GetBytes(request.Url.Href)));
    }
}
