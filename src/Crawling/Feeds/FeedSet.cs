using Microsoft.Extensions.Logging;

namespace Crawling.Feeds;

internal sealed class FeedSet
{
    public static FeedSet Open(IReadOnlyList<FeedOptions> options, string spiderName, TimeProvider time, ILogger logger) => new();

    public ValueTask CloseAsync(bool keep) => default;
}
