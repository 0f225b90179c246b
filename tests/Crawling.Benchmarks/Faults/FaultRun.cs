namespace Crawling.Benchmarks;

/// <summary>The healthy pages alone, and beside a family of faults; what did not end by itself has no report.</summary>
internal sealed record FaultRun(FaultReport Alone, FaultReport? Beside, long PeakMemory)
{
    public double AloneSeconds => Alone.LastHealthy.TotalSeconds;

    public double BesideSeconds => Beside?.LastHealthy.TotalSeconds ?? double.PositiveInfinity;

    public bool HasEnded => Beside?.Reason == CloseReason.Finished.Name && Beside.HealthyPages == Alone.HealthyPages;
}
