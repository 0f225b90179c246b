namespace Crawling.Jobs;

/// <summary>The folder of a job, held by one process at a time.</summary>
internal sealed class JobDirectory : IDisposable
{
    private readonly FileStream _lock;

    private JobDirectory(string path, FileStream held)
    {
        FullPath = path;
        _lock = held;
    }

    public string FullPath { get; }

    public string Database => Path.Combine(FullPath, "job.db");

    /// <summary>Takes the folder, made if it is missing. A killed process lets it go by itself.</summary>
    /// <exception cref="SettingsException">Another process holds it, or it cannot be written.</exception>
    public static JobDirectory Hold(string path)
    {
        var full = Path.GetFullPath(path);
        try
        {
            Directory.CreateDirectory(full);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"The job folder {full} cannot be made: {error.Message}", error);
        }

        try
        {
            return new(full, new FileStream(Path.Combine(full, "job.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (UnauthorizedAccessException error)
        {
            throw new SettingsException($"The job folder {full} cannot be written: {error.Message}", error);
        }
        catch (IOException error)
        {
            throw new SettingsException(
                $"The job in {full} is in use by another process: wait for it to end, or give this crawl a folder of its own.", error);
        }
    }

    /// <summary>Removes what a former run of the job has left.</summary>
    public void Clear()
    {
        // The log before the database: a log that outlives its database is taken for that of the next one.
        foreach (var file in Directory.EnumerateFiles(FullPath, "job.db*").OrderDescending(StringComparer.Ordinal))
        {
            File.Delete(file);
        }
    }

    public void Dispose() => _lock.Dispose();
}
