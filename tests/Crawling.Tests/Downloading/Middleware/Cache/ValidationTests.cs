namespace Crawling.Tests.Downloading.Cache;

/// <summary>RFC 9111, sections 3.2 and 4.3: what an answer to "does it still hold?" changes.</summary>
public class ValidationTests
{
    [Fact]
    public async Task A_confirmation_brings_new_fields_and_a_new_life()
    {
        await using var bench = await CacheBench.StartAsync();
        bench.Answers("Cache-Control: max-age=60 | ETag: \"a\" | Age: 10 | Changed: 1 | Stays: 1", body: "body");
        await bench.GetAsync();
        bench.Wait(60);
        bench.Answers("Cache-Control: max-age=100 | ETag: \"a\" | Changed: 2 | Added: 2 | Content-Encoding: gzip | Set-Cookie: s=1");

        var confirmed = await bench.GetAsync("X: 1");
        bench.Wait(99);
        var used = await bench.GetAsync();

        Assert.Equal(2, bench.Received.Count);
        Assert.Equal(("2", "1", "2", null, "s=1", 200, "body"), FieldsOf(confirmed));
        Assert.Equal(("2", "1", "2", null, null, 200, "body"), FieldsOf(used));
        Assert.Equal(("99", "4"), (used.Headers["Age"], used.Headers["Content-Length"] ?? "4"));
        Assert.Contains("cached", confirmed.Flags);
        Assert.True(confirmed.BytesReceived > 0);
        Assert.Null(confirmed.Request.Headers["If-None-Match"]);
        Assert.Equal("1", confirmed.Request.Headers["X"]);
        Assert.Equal(1, bench.Crawler.Statistics["httpcache/revalidate"]);
    }

    [Fact]
    public async Task Both_validators_are_sent_as_they_came()
    {
        await using var bench = await CacheBench.StartAsync();
        bench.Answers("ETag: W/\"a\" | Last-Modified: Wed, 31 Dec 2025 00:00:00 GMT");

        await bench.GetAsync();
        await bench.GetAsync();

        Assert.Equal("W/\"a\"", bench.Received[1]["If-None-Match"]);
        Assert.Equal("Wed, 31 Dec 2025 00:00:00 GMT", bench.Received[1]["If-Modified-Since"]);
    }

    [Fact]
    public async Task A_new_response_takes_the_place_of_the_old_one()
    {
        await using var bench = await CacheBench.StartAsync();
        bench.Answers("Cache-Control: max-age=60 | ETag: \"a\"");
        await bench.GetAsync();
        bench.Wait(60);
        bench.Answers("Cache-Control: max-age=60 | ETag: \"b\"");

        var renewed = await bench.GetAsync();

        Assert.Equal(("2", 0), (renewed.Text, renewed.Flags.Count));
        Assert.Null(renewed.Request.Headers["If-None-Match"]);
        Assert.Equal("2", (await bench.GetAsync()).Text);
        Assert.Equal(1, bench.Crawler.Statistics["httpcache/invalidate"]);
    }

    [Fact]
    public async Task A_new_response_that_may_not_be_stored_still_drives_the_old_one_out()
    {
        await using var bench = await CacheBench.StartAsync();
        bench.Answers("Cache-Control: max-age=60");
        await bench.GetAsync();
        bench.Answers("Cache-Control: no-store");

        await bench.GetAsync("Cache-Control: no-cache");
        await bench.GetAsync();

        Assert.Equal(3, bench.Received.Count);
    }

    [Theory]
    [InlineData("ETag: \"a\"", "ETag: \"a\"", true)]
    [InlineData("ETag: \"a\"", "", true)]
    [InlineData("ETag: W/\"a\"", "ETag: W/\"a\"", true)]
    [InlineData("ETag: \"a\"", "ETag: W/\"a\"", true)]
    [InlineData("ETag: \"a\"", "ETag: \"b\"", false)]
    [InlineData("ETag: W/\"a\"", "ETag: \"a\"", false)]
    [InlineData("Last-Modified: Wed, 31 Dec 2025 00:00:00 GMT", "Last-Modified: Wed, 31 Dec 2025 00:00:00 GMT", true)]
    [InlineData("Last-Modified: Wed, 31 Dec 2025 00:00:00 GMT", "Last-Modified: Tue, 30 Dec 2025 00:00:00 GMT", false)]
    public async Task A_confirmation_of_something_else_makes_the_request_be_sent_anew(string stored, string confirmation, bool isThat)
    {
        await using var bench = await CacheBench.StartAsync();
        bench.Answers(stored);
        await bench.GetAsync();
        bench.Answer = async context =>
        {
            var isAsked = context.Request.Headers.IfNoneMatch.Count + context.Request.Headers.IfModifiedSince.Count > 0;
            context.Response.StatusCode = isAsked ? 304 : 200;
            foreach (var (name, value) in bench.Fields(confirmation))
            {
                context.Response.Headers[name] = value;
            }

            await (isAsked ? Task.CompletedTask : context.Response.Body.WriteAsync("new"u8.ToArray()).AsTask());
        };

        var response = await bench.GetAsync();

        Assert.Equal(isThat ? "1" : "new", response.Text);
        Assert.Equal(isThat ? 2 : 3, bench.Received.Count);
    }

    [Fact]
    public async Task A_HEAD_is_answered_by_a_stored_GET_without_its_body()
    {
        await using var bench = await CacheBench.StartAsync();
        bench.Answers("Cache-Control: max-age=60 | Kept: y");
        await bench.GetAsync();

        var head = await bench.SendAsync(bench.Request(method: "HEAD"));

        Assert.Equal((200, "y", 0, 1), (head.Status, head.Headers["Kept"], head.Body.Length, bench.Received.Count));
    }

    [Fact]
    public async Task A_stored_HEAD_answers_no_GET()
    {
        await using var bench = await CacheBench.StartAsync();
        bench.Answers("Cache-Control: max-age=60");

        await bench.SendAsync(bench.Request(method: "HEAD"));
        await bench.SendAsync(bench.Request(method: "HEAD"));
        var page = await bench.GetAsync();

        Assert.Equal(("2", 2), (page.Text, bench.Received.Count));
    }

    [Theory]
    [InlineData("\"a\"", true)]
    [InlineData("\"b\"", false)]
    public async Task An_answer_to_HEAD_renews_a_stale_GET_or_drives_it_out(string tag, bool isSame)
    {
        await using var bench = await CacheBench.StartAsync();
        bench.Answers("Cache-Control: max-age=60 | ETag: \"a\"");
        await bench.GetAsync();
        bench.Wait(60);
        bench.Answer = context =>
        {
            context.Response.Headers.ETag = tag;
            context.Response.Headers.CacheControl = "max-age=60";
            return Task.CompletedTask;
        };
        await bench.SendAsync(bench.Request(method: "HEAD"));

        var page = await bench.GetAsync();

        Assert.Equal(isSame ? 2 : 3, bench.Received.Count);
        Assert.Equal(isSame ? "1" : "", page.Text);
    }

    private static (string?, string?, string?, string?, string?, int, string) FieldsOf(Response response) =>
    (
        response.Headers["Changed"], response.Headers["Stays"], response.Headers["Added"], response.Headers["Content-Encoding"],
        response.Headers["Set-Cookie"], response.Status, response.Text);
}
