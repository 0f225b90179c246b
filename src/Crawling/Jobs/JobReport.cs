namespace Crawling.Jobs;

/// <summary>What a job holds, for whoever looks at it from outside.</summary>
/// <param name="Directory">Its folder.</param>
/// <param name="Spider">The spider it is one of.</param>
/// <param name="Condition">Whether it is at work, at rest or at its end.</param>
/// <param name="Statistics">What its runs have counted together.</param>
/// <param name="Queued">Requests that are not done, those under way and those that wait for their time included.</param>
/// <param name="Hosts">The same by host, the longest queue first.</param>
/// <param name="Waiting">Those of them that wait for their time.</param>
/// <param name="NextDue">When the first of those may go.</param>
/// <param name="DeadLetters">What was set aside, the oldest first.</param>
/// <param name="DeadLetterKinds">How many of those there are for each reason, the most frequent first.</param>
/// <param name="Errors">The last errors, the oldest first.</param>
/// <param name="Feeds">How much of its feeds is committed.</param>
internal sealed record JobReport(
    string Directory,
    string Spider,
    JobCondition Condition,
    IReadOnlyDictionary<string, long> Statistics,
    long Queued,
    IReadOnlyList<JobHost> Hosts,
    long Waiting,
    DateTimeOffset? NextDue,
    IReadOnlyList<DeadLetter> DeadLetters,
    IReadOnlyList<DeadLetterKind> DeadLetterKinds,
    IReadOnlyList<JobError> Errors,
    IReadOnlyList<JobFeed> Feeds)
{
    /// <summary>Looks into a job, which may be at work meanwhile. Nothing is changed.</summary>
    /// <exception cref="SettingsException">There is none, or it cannot be read.</exception>
    public static JobReport Read(string directory)
    {
        var path = JobDirectory.Find(directory);
        var isRunning = JobDirectory.IsHeld(path);
        var file = JobDirectory.DatabaseIn(path);
        using var database = JobDatabase.OpenToRead(file);
        try
        {
            // One transaction, so that everything is of the same moment.
            database.Execute("BEGIN");
            return Read(path, isRunning, database);
        }
        catch (Exception error) when (error is not SettingsException)
        {
            throw JobDatabase.Unusable(file, error);
        }
    }

    /// <summary>How much of the feeds of a job is committed; nothing if it has not been begun.</summary>
    /// <exception cref="SettingsException">It cannot be read.</exception>
    public static IReadOnlyList<JobFeed> FeedsOf(string directory)
    {
        var file = JobDirectory.DatabaseIn(directory);
        if (!File.Exists(file))
        {
            return [];
        }

        using var database = JobDatabase.OpenToRead(file);
        return FeedsOf(new JobState(new StateTable(database).All(), 0, []));
    }

    private static JobFeed[] FeedsOf(JobState state) => [.. state.Feeds.Select(feed => new JobFeed(feed.Path, feed.Items, feed.Length))];

    private static JobReport Read(string directory, bool isRunning, JobDatabase database)
    {
        var state = new JobState(new StateTable(database).All(), 0, []);
        var hosts = ReadHosts(database);
        var deadLetters = new DeadLetterTable(database).All();
        return new(
            directory,
            state.Spider ?? throw JobDirectory.HoldsNone(directory),
            isRunning ? JobCondition.Running : state.FinishReason is null ? JobCondition.Resumable : JobCondition.Finished,
            StatisticsState.Read(state.Values),
            hosts.Sum(host => host.Queued),
            hosts,
            database.Number("SELECT COUNT(*) FROM delayed"),
            database.Number("SELECT COALESCE(MIN(due), 0) FROM delayed") is > 0 and var due ? new DateTimeOffset(due, TimeSpan.Zero) : null,
            deadLetters,
            [.. deadLetters.CountBy(letter => letter.Kind).Select(kind => new DeadLetterKind(kind.Key, kind.Value)).OrderByDescending(kind => kind.Count)],
            LastErrors.Read(state.Values),
            FeedsOf(state));
    }

    private static List<JobHost> ReadHosts(JobDatabase database)
    {
        using var command = database.Command("""
            SELECT name, SUM(queued) FROM slot JOIN (
                SELECT slot, COUNT(*) AS queued FROM request GROUP BY slot UNION ALL SELECT slot, COUNT(*) FROM delayed GROUP BY slot) ON slot = id
            GROUP BY id ORDER BY 2 DESC, 1
            """);
        using var rows = command.ExecuteReader();
        var hosts = new List<JobHost>();
        while (rows.Read())
        {
            hosts.Add(new(rows.GetString(0), rows.GetInt64(1)));
        }

        return hosts;
    }
}

/// <summary>What a job is about.</summary>
internal enum JobCondition
{
    /// <summary>A process is at work on it.</summary>
    Running,

    /// <summary>There is something left to do.</summary>
    Resumable,

    /// <summary>Nothing is left to do.</summary>
    Finished,
}

/// <summary>How many requests a job has for a host.</summary>
internal sealed record JobHost(string Host, long Queued);

/// <summary>How many requests were set aside for a reason.</summary>
internal sealed record DeadLetterKind(string Kind, int Count);

/// <summary>How much of a feed is committed; the length is in bytes.</summary>
internal sealed record JobFeed(string Path, long Items, long Length);
