namespace Crawling.Jobs;

/// <summary>The folder of a job, held by one process at a time.</summary>
internal sealed class JobDirectory : IDisposable
{
    /// <summary>Who looks whether a folder is held does so for an instant, and so does a process about to start another one, which has its open
    /// files for that long: neither may keep a crawl from starting.</summary>
    private static readonly TimeSpan LookLimit = TimeSpan.FromSeconds(1);

    private readonly FileStream _lock;

    private JobDirectory(string path, FileStream held)
    {
        FullPath = path;
        _lock = held;
    }

    public string FullPath { get; }

    public string Database => DatabaseIn(FullPath);

    public static string DatabaseIn(string path) => Path.Combine(path, "job.db");

    /// <summary>Takes the folder, made if it is missing. A killed process lets it go by itself.</summary>
    /// <exception cref="SettingsException">Another process holds it, or it cannot be written.</exception>
    public static JobDirectory Hold(string path)
    {
        var full = Path.GetFullPath(path);
        try
        {
            Create(full);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"The job folder {full} cannot be made: {error.Message}", error);
        }

        try
        {
            FileStream? held = null;
            SpinWait.SpinUntil(() => (held = TryLock(full)) is not null, LookLimit);
            return held is not null ? new(full, held) : throw new SettingsException(
                $"The job in {full} is in use by another process: wait for it to end, or give this crawl a folder of its own.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"The job folder {full} cannot be written: {error.Message}", error);
        }
    }

    /// <summary>The full path of a folder that holds a job.</summary>
    /// <exception cref="SettingsException">There is no folder, or no job in it.</exception>
    public static string Find(string path)
    {
        var full = Path.GetFullPath(path);
        return !Directory.Exists(full) ? throw new SettingsException($"There is no folder {full}.")
            : !File.Exists(DatabaseIn(full)) ? throw HoldsNone(full)
            : full;
    }

    public static SettingsException HoldsNone(string path) =>
        new($"There is no job in {path}: give the folder that was given to crawler crawl --job.");

    /// <summary>Whether a process is at work on the job.</summary>
    public static bool IsHeld(string path)
    {
        try
        {
            new FileStream(LockIn(path), FileMode.Open, FileAccess.Read, FileShare.ReadWrite).Dispose();
            return false;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return IsSharingViolation(error);
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

    /// <summary>The cookies of a job are its user's alone; who may look into a folder that is there has been decided.</summary>
    private static void Create(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static string LockIn(string path) => Path.Combine(path, "job.lock");

    /// <returns>Null if another process holds it.</returns>
    private static FileStream? TryLock(string path)
    {
        try
        {
            return new FileStream(LockIn(path), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error) when (IsSharingViolation(error))
        {
            return null;
        }
    }

    // EWOULDBLOCK of Linux and of macOS, ERROR_SHARING_VIOLATION of Windows.
    private static bool IsSharingViolation(Exception error) => error.HResult is 11 or 35 or unchecked((int)0x80070020);
}
