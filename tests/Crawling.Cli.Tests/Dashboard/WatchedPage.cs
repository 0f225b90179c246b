using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Crawling.Cli.Tests.Dashboard;

/// <summary>A page of which all is taken down that went wrong in it; what the content security policy refuses is among it.</summary>
internal sealed class WatchedPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _errors = new();

    public WatchedPage(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.PageError += (_, error) => _errors.Enqueue(error);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                _errors.Enqueue(message.Text);
            }
        };
    }

    public IPage Page { get; }

    /// <summary>What has gone wrong.</summary>
    public IReadOnlyCollection<string> Errors => _errors;

    public ILocator Id(string id) => Page.Locator($"#{id}");

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { NameString = name, Exact = true });

    /// <summary>A number or word of the job that the page is about.</summary>
    public ILocator Field(string name) => Page.Locator($"main [data-field='{name}']").First;

    public async Task OverflowsNotAsync() =>
        Assert.Equal(0, await Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));

    public ValueTask DisposeAsync() => new(_context.CloseAsync());
}
