using Crawling.Testing;

namespace Crawling.Tests.Faults;

/// <summary>One site for the tests of a class.</summary>
public sealed class FaultSiteFixture : IAsyncLifetime
{
    public FaultSite Site { get; private set; } = null!;

    public async Task InitializeAsync() => Site = await FaultSite.StartAsync(new() { DripInterval = TimeSpan.FromMilliseconds(10) });

    public Task DisposeAsync() => Site.DisposeAsync().AsTask();
}
