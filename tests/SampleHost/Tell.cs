using Crawling;
using Microsoft.Extensions.Logging;

namespace SampleHost;

/// <summary>Tells of pages that are gone.</summary>
internal sealed partial class Tell(ILogger<Tell> logger) : ItemPipeline<PageWatch.Answer>
{
    protected override ValueTask<PageWatch.Answer> ProcessAsync(PageWatch.Answer item, ItemContext context)
    {
        if (item.Status != 200)
        {
            Gone(logger, item.Page, item.Status);
        }

        return new(item);
    }

    [LoggerMessage(1, LogLevel.Warning, "{Page} is gone: {Status}")]
    private static partial void Gone(ILogger logger, string page, int status);
}
