using Crawling.Items;

namespace Crawling;

/// <summary>Fetches the images that items name in <c>images:urlsField</c> and stores them in <c>images:directory</c>; without a folder, does nothing.
/// What does not begin as a JPEG, PNG, GIF, WebP, AVIF, BMP or TIFF does is not stored.</summary>
public sealed class ImagesPipeline : IItemPipeline
{
    private readonly MediaStep _step;

    /// <summary>Made once a crawl.</summary>
    public ImagesPipeline(Crawler crawler)
    {
        ArgumentNullException.ThrowIfNull(crawler);
        _step = new(crawler, crawler.Options.Images, MediaKind.Images);
    }

    /// <inheritdoc/>
    public ValueTask OpenAsync(Crawler crawler) => _step.OpenAsync();

    /// <inheritdoc/>
    public ValueTask<object> ProcessAsync(object item, ItemContext context) => _step.ProcessAsync(item, context);
}
