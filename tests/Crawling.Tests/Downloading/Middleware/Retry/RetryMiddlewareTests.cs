using Crawling.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Crawling.Tests.Downloading;

public sealed class RetryMiddlewareTests : IAsyncLifetime
{
    private static readonly Request Page = new("http://a.test/page");

    private readonly FakeTime _time = new(new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly RecordingLogger _log = new();
    private readonly ServiceProvider _services;
    private readonly CrawlerProcess _process;

    public RetryMiddlewareTests()
    {
        _services = new ServiceCollection()
            .AddSingleton<TimeProvider>(_time)
            .AddSingleton<ILoggerFactory>(new LoggerTo(_log))
            .BuildServiceProvider();
        _process = new CrawlerProcess(null, _services);
    }

    [Theory]
    [InlineData(FailureReason.NameResolution)]
    [InlineData(FailureReason.ConnectionRefused)]
    [InlineData(FailureReason.ConnectionLost)]
    [InlineData(FailureReason.ProxyFailure)]
    [InlineData(FailureReason.Timeout)]
    [InlineData(FailureReason.TooSlow)]
    [InlineData(FailureReason.Truncated)]
    public async Task A_failure_of_the_transport_is_tried_again(FailureReason reason)
    {
        var crawler = Crawler();

        var retry = await SendAsync(crawler, Page, Failing(reason));

        Assert.Equal((1, Page.Url), (retry.Rescheduled!.Hop.Retries, retry.Rescheduled.Url));
        Assert.Equal(1, crawler.Statistics["retry/count"]);
        Assert.Equal(1, crawler.Statistics[$"retry/reason_count/{reason}"]);
    }

    [Fact]
    public async Task Other_failures_go_on_at_once()
    {
        FailureReason[] passing =
        [
            FailureReason.NameResolution, FailureReason.ConnectionRefused, FailureReason.ConnectionLost, FailureReason.ProxyFailure,
            FailureReason.Timeout, FailureReason.TooSlow, FailureReason.Truncated,
        ];
        var crawler = Crawler();
        foreach (var reason in Enum.GetValues<FailureReason>().Except(passing))
        {
            var error = await Assert.ThrowsAsync<DownloadException>(() => SendAsync(crawler, Page, Failing(reason)));
            Assert.Equal(reason, error.Reason);
        }

        await Assert.ThrowsAsync<OperationCanceledException>(() => SendAsync(crawler, Page, () => throw new OperationCanceledException()));
        Assert.DoesNotContain(crawler.Statistics, entry => entry.Key.StartsWith("retry/", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(408, "408 Request Timeout")]
    [InlineData(429, "429 Too Many Requests")]
    [InlineData(500, "500 Internal Server Error")]
    [InlineData(502, "502 Bad Gateway")]
    [InlineData(503, "503 Service Unavailable")]
    [InlineData(504, "504 Gateway Timeout")]
    [InlineData(522, "522 Unknown Status")]
    [InlineData(524, "524 Unknown Status")]
    public async Task A_status_that_may_pass_is_tried_again(int status, string reason)
    {
        var crawler = Crawler();

        Assert.NotNull((await SendAsync(crawler, Page, Answering(status))).Rescheduled);
        Assert.Equal(1, crawler.Statistics[$"retry/reason_count/{reason}"]);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(301)]
    [InlineData(404)]
    [InlineData(501)]
    public async Task Other_statuses_go_on(int status) =>
        Assert.Equal(status, (await SendAsync(Crawler(), Page, Answering(status))).Response!.Status);

    [Fact]
    public async Task The_list_of_statuses_can_be_another()
    {
        var crawler = Crawler(options => options.Statuses = [403]);

        Assert.NotNull((await SendAsync(crawler, Page, Answering(403))).Rescheduled);
        Assert.NotNull((await SendAsync(crawler, Page, Answering(503))).Response);
    }

    [Fact]
    public async Task A_status_that_the_request_or_the_spider_allows_is_not_tried_again()
    {
        var crawler = _process.CreateCrawler(new SpiderOf { Statuses = [503] });

        Assert.NotNull((await SendAsync(crawler, Page, Answering(503))).Response);
        Assert.NotNull((await SendAsync(crawler, Page with { AllowedStatuses = [500] }, Answering(500))).Response);
        Assert.NotNull((await SendAsync(crawler, Page with { AllowedStatuses = [] }, Answering(503))).Rescheduled);
    }

    [Fact]
    public async Task A_retry_is_the_same_request_a_little_lower_in_priority()
    {
        var request = Page with
        {
            Priority = 7,
            Hop = new() { Depth = 3, Retries = 1, RedirectedFrom = ["http://a.test/"], Chain = [1] },
        };

        var retry = (await SendAsync(Crawler(), request, Failing(FailureReason.Timeout))).Rescheduled!;

        Assert.Equal(request with { Priority = 6, Hop = request.Hop with { Retries = 2, EarlierTries = retry.Hop.EarlierTries } }, retry);
    }

    [Fact]
    public async Task A_request_remembers_the_last_twenty_of_its_failed_tries()
    {
        var crawler = Crawler(options => options.Times = int.MaxValue);
        var begin = _time.GetUtcNow();
        var request = (await SendAsync(crawler, Page, Answering(502))).Rescheduled!;
        Assert.Equal([new FailedTry(begin, "502 Bad Gateway")], request.Hop.EarlierTries);

        for (var i = 1; i <= 20; i++)
        {
            _time.Advance(Seconds(1));
            request = (await SendAsync(crawler, request, Failing(FailureReason.Timeout))).Rescheduled!;
        }

        Assert.Equal(Enumerable.Range(1, 20).Select(i => new FailedTry(begin + Seconds(i), "Timeout")), request.Hop.EarlierTries);
    }

    [Fact]
    public async Task The_wait_doubles_up_to_its_limit_and_a_random_part_of_it_is_taken()
    {
        var crawler = Crawler(options => (options.Times, options.BaseDelay, options.MaxDelay) = (int.MaxValue, Seconds(2), Seconds(20)));

        foreach (var (retries, longest) in new[] { (0, 2), (1, 4), (2, 8), (3, 16), (4, 20), (5, 20), (100_000, 20) })
        {
            foreach (var random in new[] { 0, 0.25, 0.75 })
            {
                var request = Page with { Hop = new() { Retries = retries } };
                Assert.Equal(random * Seconds(longest), (await SendAsync(crawler, request, Failing(FailureReason.Timeout), random)).NotBefore);
            }
        }
    }

    [Fact]
    public async Task Without_a_delay_there_is_no_wait_however_often()
    {
        var crawler = Crawler(options => (options.Times, options.BaseDelay) = (int.MaxValue, TimeSpan.Zero));

        var retry = await SendAsync(crawler, Page with { Hop = new() { Retries = 100_000 } }, Failing(FailureReason.Timeout));

        Assert.Equal(TimeSpan.Zero, retry.NotBefore);
    }

    [Theory]
    [InlineData("30", 30)]
    [InlineData("Thu, 01 Jan 2026 12:00:45 GMT", 45)]
    [InlineData("3600", 120)]
    [InlineData("Thu, 01 Jan 2026 11:00:00 GMT", 0.5)]
    [InlineData("soon", 0.5)]
    public async Task Retry_After_says_the_wait_up_to_its_limit(string field, double seconds)
    {
        var crawler = Crawler(options => options.MaxRetryAfter = Seconds(120));

        foreach (var status in new[] { 429, 503, 500 })
        {
            var retry = await SendAsync(crawler, Page, Answering(status, new HeaderList().Add("Retry-After", field)));
            Assert.Equal(Seconds(seconds), retry.NotBefore);
        }
    }

    [Theory]
    [InlineData("GET", true)]
    [InlineData("HEAD", true)]
    [InlineData("OPTIONS", true)]
    [InlineData("TRACE", true)]
    [InlineData("PUT", true)]
    [InlineData("DELETE", true)]
    [InlineData("POST", false)]
    [InlineData("PATCH", false)]
    [InlineData("PURGE", false)]
    public async Task Only_what_is_safe_to_repeat_is_tried_again_unless_asked(string method, bool isSafe)
    {
        var request = Page with { Method = method };
        var careful = Crawler();

        Assert.Equal(isSafe, (await SendAsync(careful, request, Answering(500))).Rescheduled is not null);
        Assert.Equal(isSafe ? 1 : 0, careful.Statistics["retry/count"]);
        Assert.Equal(0, careful.Statistics["retry/max_reached"]);
        Assert.NotNull((await SendAsync(careful, request with { MaxRetries = 1 }, Answering(500))).Rescheduled);
        Assert.NotNull((await SendAsync(Crawler(options => options.AllMethods = true), request, Answering(500))).Rescheduled);
    }

    [Fact]
    public async Task After_the_last_retry_the_failure_goes_on_as_it_is()
    {
        var crawler = Crawler();
        var last = Page with { Hop = new() { Retries = 2 } };
        var response = new Response(Page.Url, 502);
        var error = new DownloadException(FailureReason.ConnectionLost, "gone");

        Assert.Same(response, (await SendAsync(crawler, last, () => response)).Response);
        Assert.Same(error, await Assert.ThrowsAsync<DownloadException>(() => SendAsync(crawler, last, () => throw error)));
        Assert.Equal(2, crawler.Statistics["retry/max_reached"]);
        Assert.Equal(0, crawler.Statistics["retry/count"]);
    }

    [Theory]
    [InlineData(0, 0, false)]
    [InlineData(5, 4, true)]
    [InlineData(5, 5, false)]
    public async Task A_request_may_have_a_number_of_retries_of_its_own(int most, int before, bool isTriedAgain)
    {
        var request = Page with { MaxRetries = most, Hop = new() { Retries = before } };

        Assert.Equal(isTriedAgain, (await SendAsync(Crawler(), request, Answering(500))).Rescheduled is not null);
    }

    [Fact]
    public async Task Each_retry_is_a_line_for_debugging_and_the_last_failure_one_for_information()
    {
        var crawler = Crawler();

        await SendAsync(crawler, Page, Answering(502));
        await SendAsync(crawler, Page with { Hop = new() { Retries = 2 } }, Answering(502));

        Assert.Equal(
            [
                (LogLevel.Debug, "Tries GET http://a.test/page again in 00:00:00.5000000, retry 1 of 2: 502 Bad Gateway"),
                (LogLevel.Information, "Gave up GET http://a.test/page after 3 attempts: 502 Bad Gateway"),
            ],
            _log.Lines.Select(line => (line.Level, line.Text)));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _process.DisposeAsync();
        await _services.DisposeAsync();
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    private static Func<DownloadResult> Failing(FailureReason reason) => () => throw new DownloadException(reason, "on purpose");

    private static Func<DownloadResult> Answering(int status, HeaderList? headers = null) => () => new Response(Page.Url, status, headers);

    private static async Task<DownloadResult> SendAsync(Crawler crawler, Request request, Func<DownloadResult> answer, double random = 0.5) =>
        await new RetryMiddleware(crawler, new FixedRandom(random)).InvokeAsync(request, crawler, (_, _) => new(answer()), default);

    private Crawler Crawler(Action<RetryOptions>? configure = null) =>
        _process.CreateCrawler(new SpiderOf { Settings = options => configure?.Invoke(options.Retry) });

    private sealed class FixedRandom(double value) : Random
    {
        public override double NextDouble() => value;
    }
}
