using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Crawling.Tests.Downloading.Middleware.Cookies;

/// <summary>Whole crawls, and what their server saw: path and Cookie header.</summary>
public sealed class CookiesMiddlewareTests : IAsyncLifetime
{
    private readonly ConcurrentQueue<string> _seen = new();
    private LoopbackSite _site = null!;
    private LoopbackSite _other = null!;

    public async Task InitializeAsync()
    {
        _site = await LoopbackSite.StartAsync(Answer);
        _other = await LoopbackSite.StartAsync(Answer);
    }

    public async Task DisposeAsync()
    {
        await _site.DisposeAsync();
        await _other.DisposeAsync();
    }

    [Fact]
    public async Task What_a_response_sets_is_sent_from_then_on()
    {
        var fetched = await FetchAsync(Get("/set?s=1&t=2"), Get("/bad"), Get("/a"));

        Assert.Equal(["/set", "/bad s=1; t=2", "/a s=1; t=2"], _seen);
        Assert.Equal(2, fetched.Result.Statistics["cookies/received_count"]);
        Assert.Equal(1, fetched.Result.Statistics["cookies/ignored_count"]);
        Assert.Equal(2, fetched.Result.Statistics["cookies/sent_count"]);
    }

    [Fact]
    public async Task Sessions_share_no_cookies()
    {
        await FetchAsync(
            Get("/set?s=1") with { CookieJar = "one" },
            Get("/set?s=2") with { CookieJar = "two" },
            Get("/1") with { CookieJar = "one" },
            Get("/2") with { CookieJar = "two" },
            Get("/"));

        Assert.Equal(["/set", "/set", "/1 s=1", "/2 s=2", "/"], _seen);
    }

    [Fact]
    public async Task Each_hop_of_a_redirect_takes_and_sends_what_belongs_to_it()
    {
        await FetchAsync(Get("/hop?s=1&to=/hop%3Fs=2%26to=/set%3Ft=3") with { CookieJar = "one" }, Get("/a") with { CookieJar = "one" });

        Assert.Equal(["/hop", "/hop s=1", "/set s=2", "/a s=2; t=3"], _seen);
    }

    [Fact]
    public async Task What_a_request_brings_itself_stays_with_its_origin()
    {
        var to = Uri.EscapeDataString(_other.Url("/there?to=" + Uri.EscapeDataString(_site.Url("/back"))));
        await FetchAsync(Own(Get($"/hop?to={to}"), ("own", "1"), ("two", "x y")), Get("/later"), new Request(_other.Url("/elsewhere")));

        Assert.Equal(["/hop own=1; two=x y", "/there", "/back own=1; two=x y", "/later own=1; two=x y", "/elsewhere"], _seen);
    }

    [Fact]
    public async Task What_a_request_brings_itself_replaces_what_the_server_has_set_until_that_sets_it_anew()
    {
        await FetchAsync(
            Get("/set?s=1; Path=/x&s=2&t=3"), Own(Get("/x"), ("s", "own")), Own(Get("/hop?s=4&to=/y"), ("s", "own")), Get("/z"));

        Assert.Equal(["/set", "/x t=3; s=own", "/hop t=3; s=own", "/y t=3; s=4", "/z t=3; s=4"], _seen);
    }

    [Fact]
    public async Task A_header_of_ones_own_is_sent_alone_and_only_to_its_origin()
    {
        var request = Own(Get($"/hop?to={Uri.EscapeDataString(_other.Url("/there"))}"), ("own", "1")) with { Headers = new HeaderList().Add("cookie", "h=1") };
        await FetchAsync(Get("/set?s=1"), request, Get("/a"));

        Assert.Equal(["/set", "/hop h=1", "/there s=1", "/a s=1"], _seen);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Without_cookies_only_those_of_the_request_itself_are_sent(bool byOption)
    {
        var fetched = await Fetched.FromAsync(
            [Get("/set?s=1"), Own(Get("/a"), ("own", "1")), Get("/b")],
            options =>
            {
                if (byOption)
                {
                    options.Cookies.Enabled = false;
                }
                else
                {
                    options.DownloaderMiddleware.Remove<CookiesMiddleware>();
                }
            });

        Assert.Equal(["/set", "/a own=1", "/b"], _seen);
        Assert.Equal(0, fetched.Result.Statistics["cookies/received_count"]);
    }

    [Fact]
    public async Task A_retry_sends_what_the_failure_has_set()
    {
        await Fetched.FromAsync(
            [Own(Get("/busy?s=2"), ("s", "1"))],
            options =>
            {
                options.Retry.Times = 1;
                options.Retry.BaseDelay = TimeSpan.Zero;
            });

        Assert.Equal(["/busy s=1", "/busy s=2"], _seen);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_sent_received_and_ignored_is_logged_on_demand(bool isAsked)
    {
        var log = new RecordingLogger();
        await using var services = new ServiceCollection().AddSingleton<ILoggerFactory>(new LoggerTo(log)).BuildServiceProvider();
        await Fetched.FromAsync([Get("/set?s=1"), Get("/bad")], options => options.Cookies.Debug = isAsked, services);

        string[] expected =
        [
            $"Received from {_site.Url("/set?s=1")}: Set-Cookie: s=1; Path=/",
            $"Sends with GET {_site.Url("/bad")}: Cookie: s=1",
            $"Ignored from {_site.Url("/bad")}, its domain does not cover the host: Set-Cookie: bad=1; Domain=example.com",
        ];
        Assert.Equal(isAsked ? expected : [], log.Lines.Select(line => line.Text).Where(text => text.Contains("Cookie:", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_callback_gets_its_request_as_it_was()
    {
        var request = Own(Get("/a"), ("own", "1"));
        var response = (await FetchAsync(request)).Response;

        Assert.Equal(request.Cookies, response.Request.Cookies);
        Assert.False(response.Request.Headers.Contains("Cookie"));
    }

    [Theory]
    [InlineData("", "1")]
    [InlineData("a=b", "1")]
    [InlineData("a;b", "1")]
    [InlineData("a\t", "1")]
    [InlineData("a", "1; b=2")]
    [InlineData("a", "1\r\nX: y")]
    public void A_request_refuses_what_is_no_cookie(string name, string value)
    {
        Assert.Throws<ArgumentException>(() => Own(Get("/"), (name, value)));
    }

    private Request Get(string path) => new(_site.Url(path));

    private static Request Own(Request request, params (string Name, string Value)[] cookies) =>
        request with { Cookies = cookies.ToDictionary(cookie => cookie.Name, cookie => cookie.Value) };

    private static Task<Fetched> FetchAsync(params Request[] requests) => Fetched.FromAsync(requests);

    /// <summary>Sets what the query says, and goes where its <c>to</c> leads.</summary>
    private Task Answer(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        _seen.Enqueue($"{request.Path} {request.Headers.Cookie}".TrimEnd());
        foreach (var pair in request.QueryString.Value!.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString))
        {
            if (pair.StartsWith("to=", StringComparison.Ordinal))
            {
                response.Redirect(pair[3..]);
            }
            else
            {
                response.Headers.Append("Set-Cookie", pair.Contains("Path", StringComparison.Ordinal) ? pair : $"{pair}; Path=/");
            }
        }

        if (request.Path == "/bad")
        {
            response.Headers.Append("Set-Cookie", "bad=1; Domain=example.com");
        }
        else if (request.Path == "/busy" && _seen.Count == 1)
        {
            response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }

        return Task.CompletedTask;
    }
}
