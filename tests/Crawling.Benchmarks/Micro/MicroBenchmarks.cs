using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Crawling.Benchmarks;

/// <summary>What single parts of the crawler cost. In this process: a project generated beside these would not build by their rules.</summary>
internal static class MicroBenchmarks
{
    /// <param name="filter">A part of the names of those to run; null: all.</param>
    /// <param name="output">Where the table goes; progress is told on the error stream.</param>
    public static async Task<int> RunAsync(string? filter, TextWriter output)
    {
        var artifacts = Directory.CreateTempSubdirectory("crawling-benchmark-");
        try
        {
            var config = ManualConfig.CreateEmpty()
                .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
                .AddColumnProvider(DefaultColumnProviders.Instance)
                .HideColumns(Column.Error)
                .AddDiagnoser(MemoryDiagnoser.Default)
                .AddLogger(new TextLogger(Console.Error))
                .WithOption(ConfigOptions.JoinSummary, true)
                .WithArtifactsPath(artifacts.FullName);
            await output.WriteLineAsync($"{Machine.Describe()}\n\nThe page: {SamplePage.File}, {new FileInfo(SamplePage.File).Length:n0} bytes.\n");
            var summaries = BenchmarkSwitcher.FromAssembly(typeof(MicroBenchmarks).Assembly).Run(["--filter", $"*{filter}*"], config).ToList();
            foreach (var summary in summaries)
            {
                await MicroTable.WriteAsync(summary, output);
            }

            return summaries.Count > 0 ? 0 : 2;
        }
        finally
        {
            artifacts.Delete(recursive: true);
        }
    }
}
