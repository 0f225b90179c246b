namespace Crawling.Serving;

/// <summary>A crawl in the process of the service.</summary>
internal sealed class InProcessRun : IJobRun
{
    private readonly ServedCrawl _crawl;

    /// <exception cref="SettingsException">It cannot be begun.</exception>
    public InProcessRun(ServedProject project, RunPlan plan)
    {
        _crawl = new(project, plan);
        Completion = RunAsync();
    }

    public Task<RunOutcome> Completion { get; }

    public RunReports Reports { get; } = new();

    public void Follow(RunOrders orders) => _crawl.Follow(orders);

    public async ValueTask DisposeAsync()
    {
        if (!Completion.IsCompleted)
        {
            _crawl.Abort();
        }

        await _crawl.DisposeAsync();
    }

    private async Task<RunOutcome> RunAsync()
    {
        using var end = new CancellationTokenSource();
        var reporting = _crawl.ReportAsync(Reports.Add, end.Token);
        var outcome = await _crawl.RunAsync();
        await end.CancelAsync();
        await reporting;
        Reports.Add(_crawl.Report());
        return outcome;
    }
}
