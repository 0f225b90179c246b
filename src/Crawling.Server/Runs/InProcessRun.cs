namespace Crawling.Serving;

/// <summary>A crawl in the process of the service.</summary>
internal sealed class InProcessRun : IJobRun
{
    private readonly ServedCrawl _crawl;

    /// <exception cref="SettingsException">It cannot be begun.</exception>
    public InProcessRun(ServedProject project, RunPlan plan)
    {
        _crawl = new(project, plan);
        Completion = _crawl.RunAsync();
    }

    public Task<RunOutcome> Completion { get; }

    public RunReport? Report => _crawl.Report();

    public void Follow(RunOrders orders) => _crawl.Follow(orders);

    public async ValueTask DisposeAsync()
    {
        if (!Completion.IsCompleted)
        {
            _crawl.Abort();
        }

        await _crawl.DisposeAsync();
    }
}
