namespace Crawling.Jobs;

/// <summary>Gives the requests of a job that were set aside another chance.</summary>
internal static class DeadLetterRetry
{
    /// <summary>Puts the dead letters back into the queue. A job that was finished is open again.</summary>
    /// <returns>How many there were.</returns>
    /// <exception cref="SettingsException">There is no such job, it cannot be used, or a process is at work on it.</exception>
    public static int Run(string path)
    {
        var found = JobDirectory.Find(path);
        using var directory = JobDirectory.Hold(found);

        // The quota is for crawls; here rows only change places.
        using var database = JobDatabase.Open(directory.Database, new JobOptions { MaxSize = long.MaxValue });
        try
        {
            database.Execute("BEGIN IMMEDIATE");
            var count = PutBack(database);
            database.Execute("COMMIT");
            return count;
        }
        catch (Exception error)
        {
            throw JobDatabase.Unusable(directory.Database, error);
        }
    }

    private static int PutBack(JobDatabase database)
    {
        var state = new StateTable(database);
        var nextId = state.All().TryGetValue(JobStore.NextId, out var id) ? StateValue.ToNumber(id) : 1;
        var count = new DeadLetterTable(database).PutBack(nextId);
        if (count > 0)
        {
            state.Set(new(JobStore.NextId, StateValue.Of(nextId + count)));
            state.Set(new(JobState.FinishReasonKey, null));
        }

        return count;
    }
}
