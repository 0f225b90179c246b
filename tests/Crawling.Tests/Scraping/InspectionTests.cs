using Crawling.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Crawling.Tests.Scraping;

public sealed class InspectionTests : IAsyncLifetime
{
    private LoopbackSite _site = null!;

    public async Task InitializeAsync() => _site = await LoopbackSite.StartAsync(path => path);

    public async Task DisposeAsync() => await _site.DisposeAsync();

    [Fact]
    public async Task The_callback_waits_for_whoever_inspects_however_long_it_takes()
    {
        var time = new FakeTime();
        var inspector = new SlowInspector(time);
        await using var services = new ServiceCollection().AddSingleton<IResponseInspector>(inspector).AddSingleton<TimeProvider>(time).BuildServiceProvider();

        var result = await CrawlOnce.RunAsync(Inspecting(), services: services);

        Assert.Equal((CloseReason.Finished, 0), (result.Reason, result.Statistics["spider_exceptions/count"]));
        Assert.Equal("/page", Assert.Single(inspector.Seen).Url.Path);
    }

    [Fact]
    public async Task Where_nobody_can_inspect_a_line_says_so_and_the_callback_goes_on()
    {
        var log = new RecordingLogger();
        await using var services = new ServiceCollection().AddSingleton<ILoggerFactory>(new LoggerTo(log)).BuildServiceProvider();

        var result = await CrawlOnce.RunAsync(Inspecting(), services: services);

        Assert.Equal(1, result.Statistics["item_scraped_count"]);
        Assert.Single(log.Lines, line => line.Text.Contains("is not inspected", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Outside_a_callback_it_is_refused() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => new Response(Url.Parse("http://site/")).InspectAsync());

    private SpiderOf Inspecting()
    {
        return new SpiderOf { Urls = [_site.Url("/page")], Parse = ParseAsync };

        static async IAsyncEnumerable<Output> ParseAsync(Response response)
        {
            await response.InspectAsync();
            yield return Output.From(new { response.Status });
        }
    }

    private sealed class SlowInspector(FakeTime time) : IResponseInspector
    {
        public List<Response> Seen { get; } = [];

        public async ValueTask InspectAsync(Response response, Crawler crawler, CancellationToken cancellation)
        {
            Seen.Add(response);
            for (var i = 0; i < 10; i++)
            {
                time.Advance(crawler.Options.CallbackTimeout!.Value);
                await Task.Yield();
            }

            cancellation.ThrowIfCancellationRequested();
        }
    }
}
