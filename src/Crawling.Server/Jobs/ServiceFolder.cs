namespace Crawling.Serving;

/// <summary>The folder of the service, held by one process at a time.</summary>
internal sealed class ServiceFolder : IDisposable
{
    private readonly FileStream _lock;

    private ServiceFolder(string path, FileStream held)
    {
        FullPath = path;
        _lock = held;
    }

    public string FullPath { get; }

    public string Database => Path.Combine(FullPath, "service.db");

    public string Token => Path.Combine(FullPath, "token");

    /// <summary>Takes the folder, made if it is missing, for its user alone.</summary>
    /// <exception cref="SettingsException">Another service holds it, or it cannot be written.</exception>
    public static ServiceFolder Hold(string path)
    {
        try
        {
            new JobFolder(path).Create();
            return new(path, new FileStream(Path.Combine(path, "service.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"The service's folder {path} is in use by another crawler serve, or cannot be written: {error.Message}", error);
        }
    }

    /// <summary>That of a job; ids are made by the service, so that none leads elsewhere.</summary>
    public JobFolder Of(ServedJob job) => new(Path.Combine(FullPath, "jobs", job.Id));

    public void Dispose() => _lock.Dispose();
}
