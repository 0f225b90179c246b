using System.Net;
using Crawling.Cli.Tests.Serve;

namespace Crawling.Cli.Tests.Dashboard;

public sealed class DashboardFilesTests(IdleService idle) : IClassFixture<IdleService>
{
    [Theory]
    [InlineData("/", "text/html; charset=utf-8")]
    [InlineData("/jobs/0123", "text/html; charset=utf-8")]
    [InlineData("/dashboard/scripts/api.js", "text/javascript; charset=utf-8")]
    [InlineData("/dashboard/styles/base.css", "text/css; charset=utf-8")]
    [InlineData("/dashboard/icon.svg", "image/svg+xml")]
    public async Task A_file_is_what_it_says_it_is_and_not_sent_again_while_it_is_the_same(string path, string contentType)
    {
        var service = idle.Service;

        using var first = await service.Client.GetAsync(path);
        using var again = new HttpRequestMessage(HttpMethod.Get, path);
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await service.Client.SendAsync(again);

        Assert.Equal((HttpStatusCode.OK, contentType), (first.StatusCode, $"{first.Content.Headers.ContentType}"));
        Assert.True(first.Headers.CacheControl?.NoCache);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/api/v1/jobs")]
    [InlineData("/api/v1/jobs/0123/log")]
    public async Task Browsers_are_told_to_run_nothing_but_the_files_of_the_service(string path)
    {
        var service = idle.Service;

        using var answer = await service.Client.GetAsync(path);

        Assert.StartsWith("default-src 'self';", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
    }

    [Fact]
    public async Task The_pages_need_no_token_but_are_given_under_names_of_the_service_only()
    {
        await using var service = await Service.StartAsync(options => options.Token = "a-token-of-the-test");
        foreach (var path in (string[])["/", "/jobs/0123", "/dashboard/scripts/api.js"])
        {
            using var rebound = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Host = "evil.example" } };
            using var answer = await service.Client.GetAsync(path);
            using var refused = await service.Client.SendAsync(rebound);

            Assert.Equal((HttpStatusCode.OK, HttpStatusCode.MisdirectedRequest), (answer.StatusCode, refused.StatusCode));
        }

        using var other = await service.Client.GetAsync("/dashboard/scripts/other.js");
        Assert.Equal(HttpStatusCode.Unauthorized, other.StatusCode);
    }
}
