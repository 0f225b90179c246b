namespace Crawling.Serving;

/// <summary>A crawl at work on a job, wherever it runs. Disposing it ends it at once.</summary>
internal interface IJobRun : IAsyncDisposable
{
    /// <summary>How it ended; never fails.</summary>
    Task<RunOutcome> Completion { get; }

    /// <summary>How far it is, told once a second.</summary>
    RunReports Reports { get; }

    /// <summary>Has it do this from now on. From one thread at a time.</summary>
    void Follow(RunOrders orders);
}
