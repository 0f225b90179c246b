namespace Crawling.Downloading;

/// <summary>A body that becomes a file. Under its own name it is there only once it is whole.</summary>
internal static class SavedFile
{
    private const int Chunk = 64 * 1024;

    // The same each time, so that a fetch after a crash replaces what the crash has left.
    private const string PartSuffix = ".part";

    /// <exception cref="DownloadException">It cannot be written.</exception>
    public static async ValueTask WriteAsync(string path, Stream body, CancellationToken cancellation)
    {
        try
        {
            var full = Path.GetFullPath(path);
            Directory.CreateDirectory(Path.GetDirectoryName(full) ?? full);
            await WritePartAsync(full, body, cancellation);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new DownloadException(FailureReason.Other, $"The body cannot be saved to '{path}': {error.Message}", error);
        }
    }

    private static async ValueTask WritePartAsync(string path, Stream body, CancellationToken cancellation)
    {
        var part = path + PartSuffix;
        var file = new FileStream(part, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
        try
        {
            await using (file)
            {
                await body.CopyToAsync(file, Chunk, cancellation);
            }

            File.Move(part, path, overwrite: true);
        }
        catch
        {
            File.Delete(part);
            throw;
        }
    }
}
