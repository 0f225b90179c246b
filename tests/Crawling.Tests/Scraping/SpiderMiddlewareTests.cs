using System.Text;

namespace Crawling.Tests.Scraping;

public class SpiderMiddlewareTests
{
    [Fact]
    public async Task Layers_change_the_response_and_the_outputs_from_the_outermost_in()
    {
        await using var site = await LoopbackSite.StartAsync(_ => "page");

        var items = await ItemsAsync(
            new SpiderOf { Urls = [site.Url("/")], Parse = TextOf },
            options => options.SpiderMiddleware.Add<Outer>().Add<Inner>());

        Assert.Equal(["(page, outer, inner) inner outer"], items);
    }

    [Fact]
    public async Task A_layer_may_recover_from_what_the_callback_throws()
    {
        await using var site = await LoopbackSite.StartAsync(_ => "page");

        var items = await ItemsAsync(
            new SpiderOf { Urls = [site.Url("/")], Parse = _ => throw new FormatException("on purpose") },
            options => options.SpiderMiddleware.Add<Recovering>());

        Assert.Equal(["on purpose"], items);
    }

    private static async Task<List<string>> ItemsAsync(SpiderOf spider, Action<CrawlerOptions> configure)
    {
        var options = new CrawlerOptions();
        configure(options);
        await using var process = new CrawlerProcess(options);
        return await process.ItemsAsync(process.CreateCrawler(spider)).Select(item => ((Line)item).Value).ToListAsync();
    }

    private static async IAsyncEnumerable<Output> TextOf(Response response)
    {
        await Task.CompletedTask;
        yield return new Line($"({response.Text})");
    }

    private sealed record Line(string Value) : Item;

    private sealed class Outer() : Marking("outer");

    private sealed class Inner() : Marking("inner");

    private abstract class Marking(string mark) : ISpiderMiddleware
    {
        public IAsyncEnumerable<Output> InvokeAsync(Response response, Crawler crawler, SpiderDelegate next) =>
            next(response.With(body: Encoding.UTF8.GetBytes($"{response.Text}, {mark}")))
                .Select(output => output.Item is Line line ? (Output)new Line($"{line.Value} {mark}") : output);
    }

    private sealed class Recovering : ISpiderMiddleware
    {
        public async IAsyncEnumerable<Output> InvokeAsync(Response response, Crawler crawler, SpiderDelegate next)
        {
            string? problem = null;
            try
            {
                await next(response).FirstOrDefaultAsync();
            }
            catch (FormatException error)
            {
                problem = error.Message;
            }

            if (problem is not null)
            {
                yield return new Line(problem);
            }
        }
    }
}
