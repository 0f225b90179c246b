using System.Net;
using System.Text;
using Crawling.Configuration;
using Crawling.Serving;

namespace Crawling.Cli.Tests.Serve;

public sealed class ServeSecurityTests(IdleService idle) : IClassFixture<IdleService>
{
    private const string Token = "a-token-of-the-test";

    [Theory]
    [InlineData("localhost", 200)]
    [InlineData("127.0.0.1:6800", 200)]
    [InlineData("[::1]:6800", 200)]
    [InlineData("shop.example:443", 200)]
    [InlineData("evil.example", 421)]
    [InlineData("localhost.evil.example", 421)]
    public async Task A_name_that_is_not_its_own_is_refused(string host, int status)
    {
        var service = idle.Service;
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/jobs") { Headers = { Host = host } };

        using var answer = await service.Client.SendAsync(request);

        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Theory]
    [InlineData("POST", "Origin", "http://evil.example", 403)]
    [InlineData("POST", "Origin", "null", 403)]
    [InlineData("POST", "Origin", "http://localhost:1", 403)]
    [InlineData("POST", "Origin", "http://localhost:6800", 404)]
    [InlineData("POST", "Sec-Fetch-Site", "cross-site", 403)]
    [InlineData("POST", "Sec-Fetch-Site", "same-site", 403)]
    [InlineData("POST", "Sec-Fetch-Site", "same-origin", 404)]
    [InlineData("DELETE", "Origin", "http://evil.example", 403)]
    [InlineData("GET", "Origin", "http://evil.example", 404)]
    public async Task A_page_of_another_site_changes_nothing(string method, string header, string value, int status)
    {
        var service = idle.Service;
        using var request = new HttpRequestMessage(new(method), method == "POST" ? "/api/v1/jobs/0123/stop" : "/api/v1/jobs/0123");
        request.Headers.Host = "localhost:6800";
        request.Headers.Add(header, value);

        using var answer = await service.Client.SendAsync(request);

        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task The_same_holds_for_the_verbs_of_scrapyd()
    {
        var service = idle.Service;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/schedule.json") { Headers = { { "Origin", "http://evil.example" } } };

        using var answer = await service.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Theory]
    [InlineData(null, 401)]
    [InlineData("Bearer another", 401)]
    [InlineData($"Bearer {Token}", 200)]
    [InlineData($"Basic {Token}", 401)]
    [InlineData("Basic me", 200)]
    public async Task A_token_that_is_set_must_be_brought(string? authorization, int status)
    {
        await using var service = await Service.StartAsync(options => options.Token = Token);
        authorization = authorization?.Replace("Basic me", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"me:{Token}")), StringComparison.Ordinal);
        service.Client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);

        using var answer = await service.Client.GetAsync("/api/v1/jobs");
        using var description = await service.Client.GetAsync("/openapi/v1.json");
        using var scrapyd = await service.Client.GetAsync("/daemonstatus.json");
        using var health = await service.Client.GetAsync("/health/live");

        Assert.Equal((status, status, status, 200), ((int)answer.StatusCode, (int)description.StatusCode, (int)scrapyd.StatusCode, (int)health.StatusCode));
        Assert.Equal(status == 401, answer.Headers.WwwAuthenticate.Count > 0);
    }

    [Fact]
    public async Task Off_loopback_a_token_is_made_told_once_and_kept_for_its_user_alone()
    {
        await using var service = await Service.StartAsync(options => options.Address = "0.0.0.0");
        using var refused = await service.Client.GetAsync("/api/v1/jobs");
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal(Path.Combine(service.Options.Directory, "token"), service.Told[1]);
        Assert.Equal(service.Told[0], (await File.ReadAllTextAsync(service.Told[1])).Trim());
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(service.Told[1]));
        }

        await service.RestartAsync();

        Assert.Equal(2, service.Told.Count);
        service.Client.DefaultRequestHeaders.Authorization = new("Bearer", service.Told[0]);
        using var answer = await service.Client.GetAsync("/api/v1/jobs");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_body_is_no_longer_than_it_need_be()
    {
        var service = idle.Service;
        using var body = new StringContent($$"""{"spider":"{{new string('x', 300_000)}}"}""", Encoding.UTF8, "application/json");

        using var answer = await service.Client.PostAsync("/api/v1/jobs", body);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task What_names_a_file_is_refused_over_http()
    {
        var service = idle.Service;
        using var body = new StringContent("""{"spider":"pages","settings":{"job:directory":"/tmp/x"}}""", Encoding.UTF8, "application/json");

        using var answer = await service.Client.PostAsync("/api/v1/jobs", body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("'job:directory' may not be given over HTTP", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("feeds:0:path")]
    [InlineData("job:directory")]
    [InlineData("job:restart")]
    [InlineData("cache:file")]
    [InlineData("record:file")]
    [InlineData("replay:file")]
    [InlineData("files:directory")]
    [InlineData("images:directory")]
    [InlineData("proxy:url")]
    [InlineData("connectTo:example.com")]
    [InlineData("auth:password")]
    [InlineData("defaultHeaders:Cookie")]
    [InlineData("download:verifyTls")]
    [InlineData("download:blockPrivateAddresses")]
    [InlineData("robots:obey")]
    [InlineData("memory:limit")]
    [InlineData("depths")]
    public void Files_addresses_credentials_and_guards_cannot_be_set_over_http(string path) =>
        Assert.Throws<SettingsException>(() => AllowedSettings.Check([path]));

    [Fact]
    public void What_can_be_set_over_http_is_a_setting()
    {
        string[] settings = [.. SettingsView.Values(new CrawlerOptions()).Select(value => value.Path)];

        Assert.All(AllowedSettings.Names, name => Assert.Contains(settings, path => path == name || path.StartsWith(name + ":", StringComparison.Ordinal)));
        AllowedSettings.Check(["depth:limit", "HOSTS:example.com:delay"]);
    }

    [Fact]
    public async Task Two_services_do_not_share_a_folder()
    {
        var service = idle.Service;

        var error = await Assert.ThrowsAsync<SettingsException>(() => service.StartAnotherAsync());

        Assert.Contains("in use by another crawler serve", error.Message, StringComparison.Ordinal);
    }
}
