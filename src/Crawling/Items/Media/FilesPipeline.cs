using Crawling.Items;

namespace Crawling;

/// <summary>Fetches the files that items name in <c>files:urlsField</c> and stores them in <c>files:directory</c>; without a folder, does nothing.</summary>
public sealed class FilesPipeline : IItemPipeline
{
    private readonly MediaStep _step;

    /// <summary>Made once a crawl.</summary>
    public FilesPipeline(Crawler crawler)
    {
        ArgumentNullException.ThrowIfNull(crawler);
        _step = new(crawler, crawler.Options.Files, MediaKind.Files);
    }

    /// <inheritdoc/>
    public ValueTask OpenAsync(Crawler crawler) => _step.OpenAsync();

    /// <inheritdoc/>
    public ValueTask<object> ProcessAsync(object item, ItemContext context) => _step.ProcessAsync(item, context);
}
