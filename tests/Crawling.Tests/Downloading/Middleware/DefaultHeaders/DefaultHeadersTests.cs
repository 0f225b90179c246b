namespace Crawling.Tests.Downloading.Middleware.DefaultHeaders;

public sealed class DefaultHeadersTests
{
    [Fact]
    public async Task Defaults_are_added_only_where_the_request_has_none_of_its_own()
    {
        await using var server = new RawServer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        Request request = new(server.Url("/")) { Headers = new HeaderList().Add("accept", "image/png").Add("Accept-Encoding", "x-own") };
        await Fetched.FromAsync(request, options => options.UserAgent = "Shelf/2 (+http://a.example/bot)");

        var head = Assert.Single(server.Requests).Split("\r\n");
        Assert.Contains("User-Agent: Shelf/2 (+http://a.example/bot)", head);
        Assert.Contains("Accept-Language: en", head);
        Assert.Single(head, line => line.StartsWith("Accept:", StringComparison.OrdinalIgnoreCase) && line.EndsWith(": image/png", StringComparison.Ordinal));
        Assert.Single(head, line => line.StartsWith("Accept-Encoding:", StringComparison.Ordinal) && line.EndsWith(": x-own", StringComparison.Ordinal));
    }

    [Fact]
    public async Task They_are_a_setting()
    {
        await using var server = new RawServer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        await Fetched.FromAsync(new Request(server.Url("/")), options =>
        {
            options.DefaultHeaders["X-Purpose"] = "study";
            options.DefaultHeaders.Remove("Accept-Language");
        });

        var head = Assert.Single(server.Requests);
        Assert.Contains("\r\nX-Purpose: study\r\n", head, StringComparison.Ordinal);
        Assert.Contains("\r\nAccept: ", head, StringComparison.Ordinal);
        Assert.DoesNotContain("Accept-Language", head, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_requests_own_list_is_left_alone()
    {
        await using var server = new RawServer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        Request request = new(server.Url("/"));
        await Fetched.FromAsync(request);

        Assert.Empty(request.Headers);
    }
}
