using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Crawling.Serving;

/// <summary>Ready is a service whose database answers.</summary>
internal sealed class DatabaseCheck(ServedJobs jobs) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        jobs.Count(ServedJobState.Running);
        return Task.FromResult(HealthCheckResult.Healthy());
    }
}
