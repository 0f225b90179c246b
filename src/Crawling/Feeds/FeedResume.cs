namespace Crawling.Feeds;

/// <summary>The feeds belong to a job.</summary>
/// <param name="Positions">Where they stood at its last commit; empty when the job is new.</param>
internal sealed record FeedResume(IReadOnlyList<FeedPosition> Positions)
{
    public FeedPosition? PositionOf(string path) => Positions.FirstOrDefault(position => FeedPath.Comparer.Equals(position.Path, path));

    /// <summary>A job has the same feeds from its beginning to its end, so that each holds all of its items.</summary>
    /// <exception cref="SettingsException">These are others.</exception>
    public void Check(IReadOnlyCollection<Feed> feeds)
    {
        foreach (var feed in feeds)
        {
            var position = PositionOf(feed.FullPath);
            if (position is null && Positions.Any(other => other.Items > 0))
            {
                throw new SettingsException(
                    $"The feed {feed.FullPath} is new to this job, whose earlier items it would lack: leave it out, or begin anew with --restart.");
            }

            if (position is not null && feed.Overwrites != position.Temporary is not null)
            {
                var (begun, now) = feed.Overwrites ? ("appended to (-o)", "replaced (-O)") : ("replaced (-O)", "appended to (-o)");
                throw new SettingsException(
                    $"The feed {feed.FullPath} of this job is {begun}, not {now}: resume it in the same way, or begin anew with --restart.");
            }
        }

        if (Positions.FirstOrDefault(position => feeds.All(feed => !FeedPath.Comparer.Equals(feed.FullPath, position.Path))) is { } missing)
        {
            throw new SettingsException(
                $"The job writes to the feed {missing.Path} too, which is not given now: give it again, or begin anew with --restart.");
        }
    }
}
