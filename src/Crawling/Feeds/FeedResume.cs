namespace Crawling.Feeds;

/// <summary>The feeds belong to a job.</summary>
/// <param name="Positions">Where they stood at its last commit; empty when the job is new.</param>
internal sealed record FeedResume(IReadOnlyList<FeedPosition> Positions)
{
    /// <summary>The files of a feed, the one being written last.</summary>
    public IReadOnlyList<FeedPosition> PositionsOf(string feed) => [.. Positions.Where(position => FeedPath.Comparer.Equals(position.Key, feed))];

    /// <summary>A job has the same feeds from its beginning to its end, so that each holds all of its items.</summary>
    /// <exception cref="SettingsException">These are others.</exception>
    public void Check(IReadOnlyCollection<FeedSeries> feeds)
    {
        foreach (var feed in feeds)
        {
            if (PositionsOf(feed.Key) is [.., var position])
            {
                CheckSame(feed, position);
            }
            else if (Positions.Any(other => other.Items > 0))
            {
                throw new SettingsException(
                    $"The feed {feed.Key} is new to this job, whose earlier items it would lack: leave it out, or begin anew with --restart.");
            }
        }

        if (Positions.FirstOrDefault(position => feeds.All(feed => !FeedPath.Comparer.Equals(feed.Key, position.Key))) is { } missing)
        {
            throw new SettingsException(
                $"The job writes to the feed {missing.Key} too, which is not given now: give it again, or begin anew with --restart.");
        }
    }

    private static void CheckSame(FeedSeries feed, FeedPosition position)
    {
        if (position.Origin is { } origin && origin.Form != feed.Form)
        {
            throw new SettingsException(
                $"The feed {feed.Key} of this job is written as {origin.Form}, not as {feed.Form}: resume it in the same way, or begin anew with --restart.");
        }

        if (feed.UsesTemporary != position.Temporary is not null)
        {
            var (begun, now) = feed.UsesTemporary ? ("appended to (-o)", "replaced (-O)") : ("replaced (-O)", "appended to (-o)");
            throw new SettingsException(
                $"The feed {feed.Key} of this job is {begun}, not {now}: resume it in the same way, or begin anew with --restart.");
        }
    }
}
