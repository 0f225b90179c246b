using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Crawling.Tests.Downloading.Middleware.Redirect;

public sealed class RedirectTests
{
    // RFC 9110, sections 15.4.2 to 15.4.9, and the Fetch standard, HTTP-redirect fetch, step 12.
    [Theory]
    [InlineData(301, "GET", "GET")]
    [InlineData(301, "HEAD", "HEAD")]
    [InlineData(301, "POST", "GET")]
    [InlineData(301, "PUT", "PUT")]
    [InlineData(302, "GET", "GET")]
    [InlineData(302, "POST", "GET")]
    [InlineData(302, "DELETE", "DELETE")]
    [InlineData(303, "GET", "GET")]
    [InlineData(303, "HEAD", "HEAD")]
    [InlineData(303, "POST", "GET")]
    [InlineData(303, "PUT", "GET")]
    [InlineData(307, "GET", "GET")]
    [InlineData(307, "POST", "POST")]
    [InlineData(308, "POST", "POST")]
    [InlineData(308, "PATCH", "PATCH")]
    public async Task Method_and_body_follow_the_rule_of_the_status(int status, string method, string expected)
    {
        var hasBody = method is not ("GET" or "HEAD");
        await using var site = await LoopbackSite.StartAsync(async context =>
        {
            if (context.Request.Path == "/from")
            {
                context.Response.StatusCode = status;
                context.Response.Headers.Location = "/to";
                return;
            }

            using var reader = new StreamReader(context.Request.Body);
            context.Response.Headers["X-Seen"] =
                $"{context.Request.Method} '{await reader.ReadToEndAsync()}' {context.Request.ContentType} {context.Request.Headers.ContentLanguage}";
        });
        var response = (await Fetched.FromAsync(new Request(site.Url("/from"))
        {
            Method = method,
            Headers = hasBody ? new HeaderList().Add("Content-Type", "text/x-own").Add("Content-Language", "en") : [],
            Body = hasBody ? "hello"u8.ToArray() : default,
        })).Response;

        Assert.Equal(hasBody && expected == method ? $"{expected} 'hello' text/x-own en" : $"{expected} ''", response.Headers["X-Seen"]!.TrimEnd());
        Assert.Equal(expected, response.Request.Method);
    }

    [Theory]
    [InlineData("/a/b?c", "other", "/a/other")]
    [InlineData("/a/b?c", "?d", "/a/b?d")]
    [InlineData("/a/b", " ../x \t", "/x")]
    [InlineData("/a/b#part", "/x", "/x#part")]
    [InlineData("/a/b#part", "/x#own", "/x#own")]
    [InlineData("/a/b#part", "/x#", "/x#")]
    [InlineData("/a", "/caf\u00c3\u00a9?q=\u00c3\u00bc", "/caf%C3%A9?q=%C3%BC")]
    [InlineData("/a", "/caf\u00e9", "/caf%C3%A9")]
    [InlineData("/a", "/%7Eb|c%2f", "/%7Eb|c%2f")]
    public async Task The_location_is_joined_to_the_url_as_a_browser_does(string from, string location, string expected)
    {
        await using var server = new RawServer(async connection =>
        {
            var head = await connection.ReadHeadAsync();
            await connection.SendAsync(head.StartsWith($"GET {from.Split('#')[0]} ", StringComparison.Ordinal)
                ? $"HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                : "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        });
        var response = (await Fetched.FromAsync(new Request(server.Url(from)))).Response;

        Assert.Equal(server.Url(expected), response.Url.Href);
        Assert.StartsWith($"GET {expected.Split('#')[0]} ", server.Requests[^1], StringComparison.Ordinal);
        Assert.Equal([server.Url(from)], response.RedirectedFrom.Select(url => url.Href));
    }

    [Fact]
    public async Task A_redirect_to_another_host_may_be_without_scheme()
    {
        await using var server = new RawServer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        await using var site = await RedirectingAsync($"//127.0.0.1:{server.Port}/x");

        Assert.Equal(server.Url("/x"), (await Fetched.FromAsync(new Request(site.Url("/")))).Response.Url.Href);
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,hello")]
    [InlineData("ftp://a.example/")]
    [InlineData("http://")]
    [InlineData(null)]
    public async Task What_leads_nowhere_on_the_web_is_handed_on_as_it_is(string? location)
    {
        await using var site = await RedirectingAsync(location);
        var failure = (await Fetched.FromAsync(new Request(site.Url("/")))).Failure;

        Assert.Equal(FailureReason.HttpStatus, failure.Reason);
        Assert.Equal(302, failure.Response!.Status);
        Assert.Equal(location, failure.Response.Headers["Location"]);
    }

    [Fact]
    public async Task A_redirect_that_the_request_does_not_want_is_handed_on_as_it_is()
    {
        await using var site = await RedirectingAsync("/x");
        var notFollowed = await Fetched.FromAsync(new Request(site.Url("/")) { FollowRedirects = false });
        var allowed = await Fetched.FromAsync(new Request(site.Url("/")) { AllowedStatuses = [302] });

        Assert.Equal(302, notFollowed.Failure.Response!.Status);
        Assert.Equal(302, allowed.Response.Status);
        Assert.Equal(["/", "/"], site.Requests);
    }

    [Fact]
    public async Task A_status_that_the_spider_allows_is_not_followed()
    {
        await using var site = await RedirectingAsync("/x");
        var seen = 0;
        await CrawlOnce.RunAsync(new SpiderOf { Urls = [site.Url("/")], Statuses = [302], Parse = Parse }, Fetched.Options());

        Assert.Equal(302, seen);

        async IAsyncEnumerable<Output> Parse(Response response)
        {
            await Task.Yield();
            seen = response.Status;
            yield break;
        }
    }

    [Theory]
    [InlineData(20)]
    [InlineData(3)]
    [InlineData(0)]
    public async Task A_redirect_without_end_stops_at_the_limit(int limit)
    {
        await using var site = await LoopbackSite.StartAsync(context =>
        {
            var number = int.Parse(context.Request.Path.Value![1..], CultureInfo.InvariantCulture);
            context.Response.Redirect(string.Create(CultureInfo.InvariantCulture, $"/{number + 1}"));
            return Task.CompletedTask;
        });
        var fetched = await Fetched.FromAsync(new Request(site.Url("/0")), options => options.Download.MaxRedirects = limit);

        Assert.Equal(FailureReason.TooManyRedirects, fetched.Failure.Reason);
        Assert.Equal(
            $"More than {limit} redirects (download:maxRedirects) from {site.Url("/0")}; the next led to {site.Url($"/{limit + 1}")}.",
            fetched.Failure.Exception!.Message);
        Assert.Equal(limit + 1, site.Requests.Count);
        Assert.Equal(limit, fetched.Result.Statistics["redirect/count"]);
    }

    [Fact]
    public async Task Two_pages_that_lead_to_each_other_stop_at_the_limit()
    {
        await using var site = await LoopbackSite.StartAsync(context =>
        {
            context.Response.Redirect(context.Request.Path == "/a" ? "/b" : "/a");
            return Task.CompletedTask;
        });
        var fetched = await Fetched.FromAsync(new Request(site.Url("/a")));

        Assert.Equal(FailureReason.TooManyRedirects, fetched.Failure.Reason);
        Assert.Equal(21, site.Requests.Count);
    }

    [Fact]
    public async Task A_page_that_leads_to_itself_until_it_knows_its_visitor_is_no_duplicate()
    {
        var visits = 0;
        await using var site = await LoopbackSite.StartAsync(context =>
        {
            if (++visits < 3)
            {
                context.Response.Redirect("/?");
            }

            return Task.CompletedTask;
        });
        var response = (await Fetched.FromAsync(new Request(site.Url("/")))).Response;

        Assert.Equal(200, response.Status);
        Assert.Equal(2, response.RedirectedFrom.Count);
    }

    [Fact]
    public async Task A_target_that_another_request_has_claimed_is_filtered_unless_the_request_is_not()
    {
        await using var site = await LoopbackSite.StartAsync(context =>
        {
            if (context.Request.Path == "/from")
            {
                context.Response.Redirect("/to");
            }

            return Task.CompletedTask;
        });
        Request[] requests = [new(site.Url("/to")), new(site.Url("/from"))];
        var filtered = await Fetched.FromAsync(requests);
        var unfiltered = await Fetched.FromAsync([requests[0], requests[1] with { DontFilter = true }]);

        Assert.Single(filtered.Responses);
        Assert.Empty(filtered.Failures);
        Assert.Equal(1, filtered.Result.Statistics["dupefilter/filtered"]);
        Assert.Equal(2, unfiltered.Responses.Count);
        Assert.Equal(["/to", "/from", "/to", "/from", "/to"], site.Requests);
    }

    [Theory]
    [InlineData("http://shop.example/to", true)]
    [InlineData("http://shop.example:80/to", true)]
    [InlineData("http://www.shop.example/to", false)]
    [InlineData("http://example/to", false)]
    [InlineData("http://shop.example:81/to", false)]
    [InlineData("https://shop.example/to", false)]
    public async Task What_belongs_to_an_origin_does_not_leave_it(string target, bool sameOrigin)
    {
        using var certificate = Testing.Demo.DemoCertificate.Create(["shop.example"]);
        IHeaderDictionary? seen = null;
        await using var plain = await LoopbackSite.StartAsync(Answer);
        await using var secure = await LoopbackSite.StartAsync(Answer, certificate);
        var request = new Request("http://shop.example/from")
        {
            Headers = new HeaderList()
                .Add("authorization", "Basic x").Add("Cookie", "a=1").Add("Proxy-Authorization", "Basic y").Add("Host", "shop.example")
                .Add("X-Kept", "1"),
        };
        await FollowAsync(request);

        Assert.NotNull(seen);
        Assert.Equal(sameOrigin, seen.ContainsKey("Authorization"));
        Assert.Equal(sameOrigin, seen.ContainsKey("Cookie"));
        Assert.False(seen.ContainsKey("Proxy-Authorization"));
        Assert.Equal(new Uri(target).Authority, seen.Host);
        Assert.Equal("1", seen["X-Kept"]);

        await FollowAsync(new Request("http://shop.example/from") { Cookies = new Dictionary<string, string> { ["b"] = "2" } });
        Assert.Equal(sameOrigin ? "b=2" : "", seen.Cookie.ToString());

        async Task FollowAsync(Request request)
        {
            var fetched = await Fetched.FromAsync(request, options =>
            {
                foreach (var host in (string[])["shop.example", "www.shop.example", "example"])
                {
                    options.ConnectTo[host] = $"127.0.0.1:{plain.Port}";
                }

                options.ConnectTo["shop.example:443"] = $"127.0.0.1:{secure.Port}";
                options.TrustedCertificates["shop.example"] = certificate;
            });
            Assert.Equal("/to", fetched.Response.Url.Path);
        }

        Task Answer(HttpContext context)
        {
            if (context.Request.Path == "/from")
            {
                context.Response.Redirect(target);
            }
            else
            {
                seen = new HeaderDictionary(context.Request.Headers.ToDictionary(StringComparer.OrdinalIgnoreCase));
            }

            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task The_target_stands_for_the_request_and_its_way_is_kept()
    {
        await using var site = await LoopbackSite.StartAsync(context =>
        {
            if (context.Request.Path.Value is "/a" or "/b")
            {
                context.Response.Redirect(context.Request.Path == "/a" ? "/b" : "/c");
            }

            return Task.CompletedTask;
        });
        Response? parsed = null;
        var request = new Request(site.Url("/a"))
        {
            Callback = Parse,
            Meta = new Dictionary<string, object?> { ["m"] = "1" },
            CallbackArguments = new Dictionary<string, object?> { ["c"] = "2" },
            Priority = int.MaxValue,
        };
        var fetched = await Fetched.FromAsync(new Request(site.Url("/start")) { Callback = Follow });

        Assert.Empty(fetched.Failures);
        Assert.NotNull(parsed);
        Assert.Equal(site.Url("/c"), parsed.Url.Href);
        Assert.Equal([site.Url("/a"), site.Url("/b")], parsed.RedirectedFrom.Select(url => url.Href));
        Assert.Equal(["302", "302"], parsed.RedirectReasons);
        Assert.Equal(1, parsed.Depth);
        Assert.Equal("1", parsed.Meta["m"]);
        Assert.Equal("2", parsed.CallbackArguments["c"]);
        Assert.Equal(int.MaxValue, parsed.Request.Priority);
        Assert.Equal(2, fetched.Result.Statistics["redirect/count"]);
        Assert.Equal(2, fetched.Result.Statistics["response_received_count"]);
        Assert.Equal(4, fetched.Result.Statistics["scheduler/enqueued"]);

        async IAsyncEnumerable<Output> Follow(Response response)
        {
            await Task.Yield();
            yield return request;
        }

        async IAsyncEnumerable<Output> Parse(Response response)
        {
            await Task.Yield();
            parsed = response;
            yield break;
        }
    }

    [Fact]
    public async Task A_target_waits_for_its_own_hosts_delay()
    {
        // One request of the target's host has gone before; with a delay without end the target's turn never comes.
        await using var server = new RawServer(async connection =>
        {
            var head = await connection.ReadHeadAsync();
            await connection.SendAsync(head.StartsWith("GET /from ", StringComparison.Ordinal)
                ? "HTTP/1.1 302 Found\r\nLocation: http://other.example/to\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                : "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        });
        var time = new Testing.FakeTime();
        await using var services = Fetched.ServicesWith(time);
        var fetched = new Fetched();
        await using var process = new CrawlerProcess(
            Fetched.Options(options =>
            {
                Fetched.WaitForAnything(options);
                options.Download.Delay = TimeSpan.FromHours(1);
                options.Download.RandomizeDelay = false;
                options.ConnectTo["shop.example"] = options.ConnectTo["other.example"] = $"127.0.0.1:{server.Port}";
            }),
            services);
        var crawler = process.CreateCrawler(fetched.Spider([new("http://other.example/first"), new("http://shop.example/from")]));
        _ = crawler.CrawlAsync();
        var running = process.RunAsync();
        while (crawler.Statistics["redirect/count"] == 0 || crawler.Statistics["scheduler/enqueued"] < 3)
        {
            await Task.Delay(1);
        }

        Assert.Equal(2, server.Requests.Count);
        while (!running.IsCompleted)
        {
            time.Advance(TimeSpan.FromMinutes(1));
            await Task.Delay(1);
        }

        Assert.Equal(2, fetched.Responses.Count);
        Assert.True(time.GetUtcNow() >= new Testing.FakeTime().GetUtcNow() + TimeSpan.FromHours(1));
    }

    private static Task<LoopbackSite> RedirectingAsync(string? location) => LoopbackSite.StartAsync(context =>
    {
        context.Response.StatusCode = 302;
        context.Response.Headers.Location = location;
        return Task.CompletedTask;
    });
}
