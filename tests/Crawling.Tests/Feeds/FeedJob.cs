using Crawling.Feeds;
using Microsoft.Extensions.Logging.Abstractions;

namespace Crawling.Tests.Feeds;

/// <summary>A job that writes to one feed, and remembers where the feed stood at its last commit.</summary>
internal sealed class FeedJob(FeedOptions feed)
{
    private FeedPosition[] _positions = [];

    public FeedPosition Position => Assert.Single(_positions);

    /// <summary>The file that is written: the feed's own, or the temporary one.</summary>
    public string File => Position.Temporary ?? Position.Path;

    public FeedSet Open()
    {
        var feeds = FeedSet.Open([feed], NullLogger.Instance, new FeedResume(_positions));
        Remember(feeds);
        return feeds;
    }

    public void Remember(FeedSet feeds) => _positions = [.. feeds.Positions];

    /// <summary>Runs until it has committed these items, a response each, and ends.</summary>
    public async Task RunAsync(FeedEnd end, params object[] items)
    {
        await using var feeds = Open();
        foreach (var item in items)
        {
            await FeedFolder.WriteAsync(feeds, item);
            Remember(feeds);
        }

        await feeds.CloseAsync(end);
    }

    /// <summary>Runs until it has committed these items, and leaves its file as a kill amid a write does.</summary>
    public async Task RunIntoKillAsync(params object[] items)
    {
        await RunAsync(FeedEnd.Discard, items);
        await System.IO.File.AppendAllTextAsync(File, "{\"half\":");
    }
}
