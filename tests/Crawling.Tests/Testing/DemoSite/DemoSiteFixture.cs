using Crawling.Testing;

namespace Crawling.Tests;

public sealed class DemoSiteFixture : IAsyncLifetime
{
    public DemoSite Site { get; private set; } = null!;

    internal DemoBrowser Browser { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Site = await DemoSite.StartAsync();
        Browser = new DemoBrowser(Site);
    }

    public async Task DisposeAsync()
    {
        Browser.Dispose();
        await Site.DisposeAsync();
    }
}
