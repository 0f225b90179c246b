using System.Diagnostics;
using System.Text.Json;

namespace Crawling.Cli.Tests.Commands;

public sealed class BenchCommandTests(ProjectFolder project) : IClassFixture<ProjectFolder>
{
    private static readonly string[] Crawls = ["HTTP alone", "+ engine", "+ links", "+ items", "+ job", "+ tree"];

    [Fact]
    public async Task Each_crawl_takes_all_pages_and_its_figures_are_json()
    {
        var outcome = await project.RunAsync("bench", "--seconds", "1", "--pages", "30", "--json");

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        using var report = JsonDocument.Parse(outcome.Output);
        var crawls = report.RootElement.GetProperty("crawls").EnumerateArray().ToList();
        Assert.Equal(Crawls, crawls.Select(crawl => crawl.GetProperty("name").GetString()));
        Assert.All(crawls, crawl =>
        {
            Assert.Equal(30, crawl.GetProperty("pages").GetInt32());
            string[] figures = ["rounds", "pagesPerSecond", "bytesPerSecond", "cpuMillisecondsPerPage", "peakMemoryBytes"];
            Assert.All(figures, figure => Assert.True(crawl.GetProperty(figure).GetDouble() > 0, $"{figure} of {crawl}"));
        });
        Assert.Equal(1, crawls.Sum(crawl => crawl.GetProperty("addedShare").GetDouble()), precision: 6);
        Assert.Equal(Environment.ProcessorCount, report.RootElement.GetProperty("machine").GetProperty("cores").GetInt32());
    }

    [Fact]
    public async Task A_table_shows_the_figures_and_what_each_line_of_it_means()
    {
        var outcome = await project.RunAsync("bench", "--seconds", "1", "--pages", "1");

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.All(Crawls, crawl => Assert.Equal(2, outcome.OutputLines.Count(line => line.StartsWith(crawl, StringComparison.Ordinal))));
        Assert.Matches(@"\n\+ tree +\d+ +\d+\.\d +\d+\.\d\d +-?\d+\.\d\d +-?\d+% +\d+ *\n", outcome.Output);
    }

    [Fact]
    public async Task An_interrupted_one_ends_with_exit_code_130_and_its_site_with_it()
    {
        using var process = project.Start("", "bench", "--seconds", "3600");
        Process? site = null;
        while (site is null && !process.HasExited)
        {
            await Task.Delay(20);
            var children = await File.ReadAllTextAsync($"/proc/{process.Id}/task/{process.Id}/children");
            site = int.TryParse(children, out var id) ? Process.GetProcessById(id) : null;
        }

        using var kill = Process.Start("kill", ["-INT", $"{process.Id}"]);
        await kill.WaitForExitAsync();
        var outcome = await ProjectFolder.FinishAsync(process);

        Assert.Equal((130, "", ""), (outcome.ExitCode, outcome.Output, outcome.Error));
        using (site)
        {
            Assert.True(site!.HasExited);
        }
    }
}
