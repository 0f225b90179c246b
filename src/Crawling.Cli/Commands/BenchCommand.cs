using System.CommandLine;
using System.Runtime.InteropServices;

namespace Crawling.Cli;

/// <summary><c>crawler bench</c>: how fast this machine crawls, and what takes the time.</summary>
internal sealed class BenchCommand : ExampledCommand
{
    private const int MostSeconds = 3600;
    private const int MostPages = 10_000;

    private readonly Option<int> _seconds = new("--seconds")
    {
        Description = "How long it takes, about; but each crawl is done once at least after one to warm up. Longer is more exact.",
        HelpName = "count",
        DefaultValueFactory = _ => 10,
    };

    private readonly Option<int> _pages = new("--pages")
    {
        Description = "How many pages the site has, all of which each crawl takes.",
        HelpName = "count",
        DefaultValueFactory = _ => 500,
    };

    private readonly Option<bool> _json = new("--json") { Description = "Write the figures as JSON." };

    public BenchCommand()
        : base("bench", "Measures how many pages a second this machine crawls, on a built-in site, and what takes the time.", """
            crawler bench
            crawler bench --seconds 60
            crawler bench --pages 5000 --json | jq '.crawls[].pagesPerSecond'
            """)
    {
        Add(_seconds);
        Add(_pages);
        Add(_json);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult command)
    {
        var seconds = Read(command, _seconds, MostSeconds);
        var pages = Read(command, _pages, MostPages);
        using var interrupt = new CancellationTokenSource();
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        try
        {
            await using var site = await BenchSite.StartAsync(pages);
            if (!Console.IsErrorRedirected)
            {
                Console.Error.WriteLine($"Measuring, for about {seconds} s …");
            }

            Write(command, await BenchRounds.RunAsync(site, TimeSpan.FromSeconds(seconds), TimeProvider.System, interrupt.Token));
            return ExitCode.Finished;
        }
        catch (OperationCanceledException) when (interrupt.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }

        void End(PosixSignalContext signal)
        {
            signal.Cancel = true;
            interrupt.Cancel();
        }
    }

    private void Write(ParseResult command, BenchReport report)
    {
        if (command.GetValue(_json))
        {
            JsonOutput.Write(report);
        }
        else
        {
            BenchTables.Write(report);
        }
    }

    private static int Read(ParseResult command, Option<int> option, int most) => command.GetValue(option) is var count && count >= 1 && count <= most
        ? count
        : throw new SettingsException($"{option.Name}: {count} is not between 1 and {most}");
}
