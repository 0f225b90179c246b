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

    public static void Check(FeedOptions options, string file, FeedFormat format)
    {
        if (file == "-")
        {
            return;
        }

        if (Directory.Exists(file))
        {
            throw new SettingsException($"The feed '{options.Path}' is a folder: give the path of a file in it.");
        }

        if (options.Overwrite && IsDevice(file))
        {
            throw new SettingsException($"The feed '{options.Path}' is a device, which cannot be replaced: append to it (-o).");
        }

        if (!options.Overwrite && !format.CanAppend && new FileInfo(file) is { Exists: true, Length: > 0 })
        {
            throw new SettingsException(
                $"The feed '{options.Path}' cannot be appended to, because a finished {format.Name} file has an end: replace it (-O), or use .jsonl or .csv.");
        }
    }

    private static bool IsDevice(string file) =>
        file.StartsWith("/dev/", StringComparison.Ordinal) && !file.StartsWith("/dev/shm/", StringComparison.Ordinal);
}
