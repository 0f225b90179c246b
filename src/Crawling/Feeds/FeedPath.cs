namespace Crawling.Feeds;

/// <summary>Which file a feed's path means, and whether it can be written.</summary>
internal static class FeedPath
{
    /// <summary>How two files are compared.</summary>
    public static StringComparer Comparer { get; } =
        OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    /// <summary>The file itself, behind any symbolic link, so that a link is not replaced by a file.</summary>
    public static string Resolve(string path)
    {
        if (path == "-")
        {
            return path;
        }

        if (path.Length == 0 || path.Contains("://", StringComparison.Ordinal))
        {
            throw new SettingsException($"A feed cannot be written to '{path}': give the path of a file, such as items.jsonl, or - for standard output.");
        }

        var full = Path.GetFullPath(path);
        FileInfo file = new(full);
        return file.LinkTarget is null ? full : file.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
    }

    /// <summary>Whether the file is compressed with gzip.</summary>
    public static bool IsCompressed(string path) => path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);

    public static void Check(FeedOptions options, string file, FeedFormat format, bool isOfJob, bool isResumed)
    {
        if (isOfJob && (file == "-" || IsDevice(file)))
        {
            throw NotForJob(options.Path);
        }

        if (file == "-" && options.BatchItems is null)
        {
            return;
        }

        if (options.BatchItems is not null && (file == "-" || IsDevice(file)))
        {
            throw new SettingsException($"The feed '{options.Path}' cannot be written in batches: give the path of a file, as items-{{batch}}.jsonl.");
        }

        if (Directory.Exists(file))
        {
            throw new SettingsException($"The feed '{options.Path}' is a folder: give the path of a file in it.");
        }

        if (options.Overwrite && IsDevice(file))
        {
            throw new SettingsException($"The feed '{options.Path}' is a device, which cannot be replaced: append to it (-o).");
        }

        if (!options.Overwrite && !format.CanAppend && !isResumed && new FileInfo(file) is { Exists: true, Length: > 0 })
        {
            throw new SettingsException(
                $"The feed '{options.Path}' cannot be appended to, because a finished {format.Name} file has an end: replace it (-O), or use .jsonl or .csv.");
        }
    }

    /// <summary>A job cuts its files back to its last commit.</summary>
    public static SettingsException NotForJob(string path) =>
        new($"A job cannot write items to {(path == "-" ? "standard output" : $"'{path}'")}, which cannot be cut back when it is resumed: give a file.");

    private static bool IsDevice(string file) =>
        file.StartsWith("/dev/", StringComparison.Ordinal) && !file.StartsWith("/dev/shm/", StringComparison.Ordinal);
}
