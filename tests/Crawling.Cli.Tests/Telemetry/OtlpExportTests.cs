using System.Collections.Concurrent;
using System.Net;
using Crawling.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Crawling.Cli.Tests.Telemetry;

public sealed class OtlpExportTests : IClassFixture<ProjectFolder>
{
    private readonly ProjectFolder _project;

    public OtlpExportTests(ProjectFolder project)
    {
        _project = project;
        _project.Environment.Clear();
        _project.Write("crawler.json", "{}");
        _project.Write("spiders/pages.cs", ProjectFolder.SpiderCode(
            "Pages", """public override IEnumerable<string> StartUrls => ["http://quotes.toscrape.com/", "http://quotes.toscrape.com/none"];"""));
        _project.Compile();
    }

    [Fact]
    public async Task A_collector_gets_the_metrics_and_traces_of_a_crawl_if_the_settings_name_it()
    {
        var received = new ConcurrentBag<(string Path, Protobuf Message)>();
        await using var collector = await CollectorAsync(received);
        await using var site = await DemoSite.StartAsync();

        _project.Write("crawler.json", $$"""{ "crawler": { "telemetry": { "otlp": "{{collector.Urls.First()}}" } } }""");
        var outcome = await CrawlAsync(site);

        Assert.True(outcome.ExitCode == 0, outcome.Error);
        Assert.DoesNotContain("Telemetry cannot", outcome.Error, StringComparison.Ordinal);

        // Resources, their scopes, and there the metrics and the spans (opentelemetry-proto, metrics.proto and trace.proto).
        var metrics = received.Where(export => export.Path == "/v1/metrics").SelectMany(export => export.Message.All(1, 2, 2)).ToLookup(metric => metric.Text(1));
        Assert.Equal(3, metrics["crawling.requests"].SelectMany(metric => metric.All(7, 1)).Sum(point => point.Fixed(6)));
        Assert.Contains("crawling.fetch.duration", metrics.Select(metric => metric.Key));

        var spans = received.Where(export => export.Path == "/v1/traces").SelectMany(export => export.Message.All(1, 2, 2)).ToLookup(span => span.Text(5));
        Assert.Equal(3, spans["GET"].Count());
        var callback = Assert.Single(spans["callback"]);
        Assert.Contains(spans["GET"], fetch => fetch.Bytes(2).AsSpan().SequenceEqual(callback.Bytes(4)));
        Assert.Contains(spans["GET"].SelectMany(fetch => fetch.All(9)), tag => tag.Text(1) == "http.response.status_code");
        Assert.Contains(received.SelectMany(export => export.Message.All(1, 1, 1)), tag => tag.Text(1) == "service.name" && tag.All(2).Single().Text(1) == "crawler");
    }

    [Fact]
    public async Task A_collector_that_is_not_there_is_told_of_once_and_harms_nothing()
    {
        await using var site = await DemoSite.StartAsync();
        _project.Write("crawler.json", """{ "crawler": { "telemetry": { "otlp": "http://127.0.0.1:1" } } }""");

        var outcome = await CrawlAsync(site);

        Assert.Equal(0, outcome.ExitCode);
        Assert.Single(outcome.ErrorLines, line => line.Contains("WRN Telemetry cannot be exported to http://127.0.0.1:1/ (telemetry:otlp)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_collector_nothing_of_OpenTelemetry_is_loaded()
    {
        await using var site = await DemoSite.StartAsync();
        _project.Environment["DOTNET_STARTUP_HOOKS"] = typeof(OtlpExportTests).Assembly.Location;
        _project.Environment[StartupHook.FileVariable] = Path.Combine(_project.Root, "loaded.txt");

        await CrawlAsync(site);

        Assert.Contains("Serilog", _project.Read("loaded.txt"), StringComparison.Ordinal);
        Assert.DoesNotContain("OpenTelemetry", _project.Read("loaded.txt"), StringComparison.Ordinal);
    }

    private static async Task<WebApplication> CollectorAsync(ConcurrentBag<(string Path, Protobuf Message)> received)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var collector = builder.Build();
        collector.Run(async context =>
        {
            var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            received.Add((context.Request.Path, new(body.ToArray())));
            context.Response.ContentType = "application/x-protobuf";
        });
        await collector.StartAsync();
        return collector;
    }

    private Task<ProjectFolder.Outcome> CrawlAsync(DemoSite site) =>
        _project.RunAsync("crawl", "pages", "--set", $"connectTo:quotes.toscrape.com:80=127.0.0.1:{site.HttpPort}");
}
