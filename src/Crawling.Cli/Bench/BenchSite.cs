using System.Diagnostics;

namespace Crawling.Cli;

/// <summary>The site that is measured on, in its process.</summary>
internal sealed class BenchSite : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _address;

    private BenchSite(Process process, string address, int pages)
    {
        _process = process;
        _address = address;
        Pages = pages;
    }

    /// <summary>How many it has.</summary>
    public int Pages { get; }

    /// <summary>The URL of the page that leads to all others.</summary>
    public string Front => $"{_address}/0";

    /// <summary>The URLs of all pages.</summary>
    public IEnumerable<string> All => Enumerable.Range(0, Pages).Select(page => $"{_address}/{page}");

    public static async Task<BenchSite> StartAsync(int pages)
    {
        var start = OwnProgram.Again(BenchSiteCommand.Verb, $"{pages}");
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        var process = Process.Start(start)!;
        var address = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The site of the benchmark did not start.");
        return new(process, address, pages);
    }

    /// <summary>What it has taken so far, user and system.</summary>
    public TimeSpan CpuTime()
    {
        _process.Refresh();
        return _process.TotalProcessorTime;
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
