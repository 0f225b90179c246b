namespace Crawling.Cli.Tests.Serve;

/// <summary>A service for tests that start no crawl.</summary>
public sealed class IdleService : IAsyncLifetime
{
    internal Service Service { get; private set; } = null!;

    public async Task InitializeAsync() => Service = await Service.StartAsync(options => options.Hosts.Add("shop.example"));

    public Task DisposeAsync() => Service.DisposeAsync().AsTask();
}
