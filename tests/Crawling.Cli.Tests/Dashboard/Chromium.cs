using Crawling.Cli.Tests.Serve;
using Microsoft.Playwright;

namespace Crawling.Cli.Tests.Dashboard;

/// <summary>One browser for many tests.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const int Limit = 60_000;

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        if (ChromiumFactAttribute.MustRun)
        {
            Assertions.SetDefaultExpectTimeout(Limit);
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = ChromiumFactAttribute.Program, Args = ["--no-sandbox"] });
        }
    }

    public async Task DisposeAsync()
    {
        await (_browser?.CloseAsync() ?? Task.CompletedTask);
        _playwright?.Dispose();
    }

    /// <summary>A page of a service, in a profile of its own.</summary>
    internal async Task<WatchedPage> OpenAsync(Service service, string path = "/", BrowserNewContextOptions? options = null)
    {
        var context = await _browser!.NewContextAsync(new(options ?? new()) { BaseURL = $"{service.Client.BaseAddress}" });
        context.SetDefaultTimeout(Limit);
        var page = new WatchedPage(context, await context.NewPageAsync());
        await page.Page.GotoAsync(path);
        return page;
    }
}
