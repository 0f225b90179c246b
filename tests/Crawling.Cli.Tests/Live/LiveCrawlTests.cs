using System.Text.RegularExpressions;
using Crawling.Testing;

namespace Crawling.Cli.Tests.Live;

public sealed class LiveCrawlTests
{
    private const string Pages = """
        using Crawling;

        public sealed class Pages : Spider
        {
            public override async IAsyncEnumerable<Output> StartAsync()
            {
                await Task.CompletedTask;
                for (var page = 1; ; page++)
                {
                    yield return new Request($"http://quotes.toscrape.com/?page={page}");
                }
            }

            public override async IAsyncEnumerable<Output> ParseAsync(Response response)
            {
                await Task.CompletedTask;
                yield return new DynamicItem { ["url"] = response.Url.Href };
            }
        }
        """;

    [TmuxFact]
    public async Task A_crawl_is_watched_paused_and_stopped_on_a_terminal_that_is_given_back()
    {
        await using var site = await DemoSite.StartAsync(new DemoSiteOptions { PageDelay = TimeSpan.FromMilliseconds(100) });
        using var project = new ProjectFolder();
        project.Write("spiders/pages.cs", Pages);
        project.Compile();
        await using var terminal = await Tmux.StartAsync(project.Root, 120, 40);

        await terminal.TypeAsync($"echo before; XDG_CACHE_HOME=cache {ProjectFolder.Command("crawl", "pages", "--live", "--set", $"connectTo:quotes.toscrape.com:80=127.0.0.1:{site.HttpPort}")}; echo exit code $?", "Enter");
        var running = await terminal.WaitForAsync(screen => screen.StartsWith("pages  running", StringComparison.Ordinal) && screen.Contains("\"url\":", StringComparison.Ordinal)
            && Regex.IsMatch(screen, @"\nquotes\.toscrape\.com +\d.*  fetching \d", RegexOptions.None, TimeSpan.FromSeconds(1)));
        Assert.DoesNotContain("before", running, StringComparison.Ordinal);

        await terminal.TypeAsync("p");
        await terminal.WaitForAsync("pages  paused");
        await terminal.TypeAsync("+");
        await terminal.WaitForAsync(" of 6 ");
        await terminal.ResizeAsync(60, 20);
        await terminal.WaitForAsync("p + - s q ?");
        await terminal.TypeAsync("?");
        await terminal.WaitForAsync("leave the view");
        await terminal.ResizeAsync(120, 60);
        await terminal.TypeAsync("p", "s");

        var end = await terminal.WaitForAsync("exit code 130");
        Assert.Contains("before", end, StringComparison.Ordinal);
        Assert.Contains("finish_reason", end, StringComparison.Ordinal);
        Assert.DoesNotContain("pages  running", end, StringComparison.Ordinal);
    }
}
