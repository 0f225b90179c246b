using Microsoft.Extensions.Logging;

namespace Crawling.Extensions;

/// <summary>Calls the hooks of all extensions. What one throws is logged and counted; <see cref="CloseSpiderException"/> closes.</summary>
internal sealed class ExtensionRunner(Crawler crawler, ILogger logger)
{
    private IReadOnlyList<CrawlerExtension> _extensions = [];

    public void Use(IReadOnlyList<CrawlerExtension> extensions) => _extensions = extensions;

    public ValueTask OnOpenedAsync() => EachAsync(crawler, static (extension, crawler) => extension.OnOpenedAsync(crawler));

    public ValueTask OnResponseAsync(Response response) =>
        EachAsync((crawler, response), static (extension, hook) => extension.OnResponseAsync(hook.crawler, hook.response));

    public ValueTask OnItemAsync(object item, Response? response) =>
        EachAsync((crawler, item, response), static (extension, hook) => extension.OnItemAsync(hook.crawler, hook.item, hook.response));

    public ValueTask OnErrorAsync(RequestFailure failure) =>
        EachAsync((crawler, failure), static (extension, hook) => extension.OnErrorAsync(hook.crawler, hook.failure));

    public ValueTask OnClosedAsync(CloseReason reason) =>
        EachAsync((crawler, reason), static (extension, hook) => extension.OnClosedAsync(hook.crawler, hook.reason));

    /// <summary>Whether one of them keeps the spider open.</summary>
    public async ValueTask<bool> OnIdleAsync()
    {
        var keep = false;
        await EachAsync(crawler, async (extension, crawler) => keep |= await extension.OnIdleAsync(crawler));
        return keep;
    }

    private ValueTask EachAsync<T>(T state, Func<CrawlerExtension, T, ValueTask> hook) =>
        _extensions.Count == 0 ? default : CallAsync(state, hook);

    private async ValueTask CallAsync<T>(T state, Func<CrawlerExtension, T, ValueTask> hook)
    {
        foreach (var extension in _extensions)
        {
            try
            {
                await hook(extension, state);
            }
            catch (CloseSpiderException close)
            {
                crawler.Engine.Close(new CloseReason(close.Message));
            }
            catch (Exception error)
            {
                crawler.Statistics.Add($"extension_exceptions/{extension.GetType().Name}");
                ExtensionLog.HookThrew(logger, error, extension.GetType().Name);
            }
        }
    }
}
