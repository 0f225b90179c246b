namespace Crawling.Benchmarks;

/// <summary>The healthy pages alone, and beside a family of faults; what did not end by itself has no report.</summary>
internal sealed record FaultRun(FaultReport Alone, FaultReport? Beside, long PeakMemory)
{
    public double Ratio => Beside is null ? 0 : Alone.LastHealthy / Beside.LastHealthy;

    public bool HasEnded => Beside?.Reason == CloseReason.Finished.Name && Beside.HealthyPages == Alone.HealthyPages;
}
