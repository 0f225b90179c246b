using System.Text;
using Microsoft.AspNetCore.Http;

namespace Crawling.Tests.Downloading.Middleware.Decompression;

public sealed class DecompressionTests
{
    private static readonly byte[] Page = Encoding.UTF8.GetBytes($"<p>{new string('a', 5000)}</p>");

    [Theory]
    [InlineData("gzip", "gzip", null)]
    [InlineData("GZip", "gzip", null)]
    [InlineData("deflate", "deflate", null)]
    [InlineData("br", "br", null)]
    [InlineData("gzip, br", "gzip br", null)]
    [InlineData("deflate,, identity ,gzip", "deflate gzip", null)]
    [InlineData("x-own, gzip", "gzip", "x-own")]
    [InlineData("identity", "", null)]
    [InlineData("x-own", "", "x-own")]
    [InlineData("br, x-own", "", "br, x-own")]
    public async Task Codings_are_taken_off_from_the_last_to_the_first_and_unknown_ones_stay(string header, string codings, string? left)
    {
        var coded = codings.Split(' ', StringSplitOptions.RemoveEmptyEntries).Aggregate(Page, (body, coding) => Coded.As(coding, body));
        await using var site = await LoopbackSite.StartAsync(context =>
        {
            context.Response.Headers.ContentEncoding = header;
            return context.Response.Body.WriteAsync(coded).AsTask();
        });
        var response = (await Fetched.FromAsync(new Request(site.Url("/")))).Response;

        Assert.Equal(Page, response.Body.ToArray());
        Assert.Equal(left, response.Headers["Content-Encoding"]);
    }

    [Fact]
    public async Task Codings_in_several_headers_are_one_list()
    {
        var coded = Coded.As("br", Coded.As("gzip", Page));
        await using var site = await LoopbackSite.StartAsync(context =>
        {
            context.Response.Headers.ContentEncoding = new(["gzip", "br"]);
            return context.Response.Body.WriteAsync(coded).AsTask();
        });

        Assert.Equal(Page, (await Fetched.FromAsync(new Request(site.Url("/")))).Response.Body.ToArray());
    }

    [Fact]
    public async Task The_wires_bytes_are_counted_not_the_decoded_ones()
    {
        var coded = Coded.As("gzip", Page);
        await using var server = new RawServer(
            $"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nX-Kept: a\0b\r\nContent-Length: {coded.Length}\r\n\r\n{Encoding.Latin1.GetString(coded)}");
        var fetched = await Fetched.FromAsync(new Request(server.Url("/")));

        Assert.Equal(Page, fetched.Response.Body.ToArray());
        Assert.InRange(fetched.Result.Statistics["downloader/response_bytes"], coded.Length, coded.Length + 200);
        Assert.Equal(fetched.Result.Statistics["downloader/response_bytes"], fetched.Response.BytesReceived);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    public async Task Nothing_is_decoded_where_nothing_came(string method)
    {
        await using var server = new RawServer("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 0\r\n\r\n");
        var response = (await Fetched.FromAsync(new Request(server.Url("/")) { Method = method })).Response;

        Assert.Equal(0, response.Body.Length);
        Assert.Equal("gzip", response.Headers["Content-Encoding"]);
    }

    [Fact]
    public async Task The_limit_of_the_body_holds_for_what_is_decoded_and_the_requests_own_goes_first()
    {
        var bomb = Coded.As("gzip", new byte[100_000]);
        await using var site = await LoopbackSite.StartAsync(context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            return context.Response.Body.WriteAsync(bomb).AsTask();
        });
        Request request = new(site.Url("/"));

        Assert.Equal(FailureReason.TooLarge, (await Fetched.FromAsync(request, options => options.Download.MaxBodySize = 99_999)).Failure.Reason);
        Assert.Equal(FailureReason.TooLarge, (await Fetched.FromAsync(request with { MaxBodySize = 99_999 })).Failure.Reason);
        Assert.Equal(
            100_000,
            (await Fetched.FromAsync(request with { MaxBodySize = 100_000 }, options => options.Download.MaxBodySize = 1)).Response.Body.Length);
    }

    [Fact]
    public async Task More_codings_than_anybody_means_are_a_bad_reply()
    {
        await using var server = new RawServer(
            $"HTTP/1.1 200 OK\r\nContent-Encoding: {string.Join(", ", Enumerable.Repeat("gzip", 6))}\r\nContent-Length: 5\r\n\r\nhello");

        var failure = (await Fetched.FromAsync(new Request(server.Url("/")))).Failure;
        Assert.Equal((FailureReason.BadReply, "The content is coded 6 times over; 5 are taken off."), (failure.Reason, failure.Exception!.Message));
    }

    [Fact]
    public async Task Broken_content_is_a_bad_reply()
    {
        await using var server = new RawServer("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\n\x1f\x8blo!");

        Assert.Equal(FailureReason.BadReply, (await Fetched.FromAsync(new Request(server.Url("/")))).Failure.Reason);
    }

    [Fact]
    public async Task Plain_content_is_taken_whatever_its_header_says_and_the_header_forgotten()
    {
        await using var server = new RawServer("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello");
        var response = (await Fetched.FromAsync(new Request(server.Url("/")))).Response;

        Assert.Equal(("hello", null), (response.Text, response.Headers["Content-Encoding"]));
        Assert.Empty(response.Flags);
    }

    [Fact]
    public async Task Content_that_was_cut_off_is_flagged_and_what_was_decoded_is_counted()
    {
        var page = new byte[5000];
        new Random(1).NextBytes(page);
        var coded = Coded.As("br", Coded.As("gzip", page))[..^20];
        await using var site = await LoopbackSite.StartAsync(context =>
        {
            context.Response.Headers.ContentEncoding = "gzip, br";
            return context.Response.Body.WriteAsync(coded).AsTask();
        });
        var fetched = await Fetched.FromAsync(new Request(site.Url("/")));

        Assert.Equal(["truncated"], fetched.Response.Flags);
        Assert.InRange(fetched.Response.Body.Length, 4000, 5000);
        Assert.Equal(page[..fetched.Response.Body.Length], fetched.Response.Body.ToArray());
        Assert.Equal(1, fetched.Result.Statistics["httpcompression/response_count"]);
        Assert.Equal(fetched.Response.Body.Length, fetched.Result.Statistics["httpcompression/response_bytes"]);
    }

    [Fact]
    public async Task A_bomb_is_told_by_how_it_grows()
    {
        var bomb = Coded.As("gzip", new byte[5_000_000]);
        await using var site = await LoopbackSite.StartAsync(context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            return context.Response.Body.WriteAsync(bomb).AsTask();
        });
        Request request = new(site.Url("/"));

        Assert.Equal(FailureReason.TooLarge, (await Fetched.FromAsync(request)).Failure.Reason);
        var allowed = await Fetched.FromAsync(request, options => options.Download.MaxCompressionRatio = null);
        Assert.Equal(5_000_000, allowed.Response.Body.Length);
    }
}
