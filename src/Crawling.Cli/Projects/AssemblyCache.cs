namespace Crawling.Cli;

/// <summary>Compiled spiders on disk, for this user only: a folder for each key, the least recently used ones removed.</summary>
internal sealed class AssemblyCache(string folder, TimeProvider time)
{
    private const int MaxEntries = 32;
    private const string AssemblyFile = "spiders.dll";
    private const string SymbolsFile = "spiders.pdb";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary><c>$XDG_CACHE_HOME/crawler</c> or <c>~/.cache/crawler</c>.</summary>
    public static string DefaultFolder
    {
        get
        {
            var caches = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
            return Path.Combine(
                Path.IsPathRooted(caches) ? caches : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
                "crawler");
        }
    }

    /// <summary>The path of an assembly; null if it is not there.</summary>
    public string? Find(string key)
    {
        var path = Path.Combine(folder, key, AssemblyFile);
        if (!File.Exists(path) || !IsOwnersOnly())
        {
            return null;
        }

        Try(() => Directory.SetLastWriteTimeUtc(Path.Combine(folder, key), time.GetUtcNow().UtcDateTime));
        return path;
    }

    /// <summary>Keeps an assembly.</summary>
    /// <returns>Its path; null if this machine does not let us keep it.</returns>
    public string? Store(string key, CompiledSpiders compiled)
    {
        var entry = Path.Combine(folder, key);
        var unfinished = $"{entry}.{Guid.NewGuid():n}";
        var stored = Try(() =>
        {
            MakeOwnersOnly();
            Directory.CreateDirectory(unfinished);
            File.WriteAllBytes(Path.Combine(unfinished, AssemblyFile), compiled.Assembly);
            File.WriteAllBytes(Path.Combine(unfinished, SymbolsFile), compiled.Symbols);
            Directory.Move(unfinished, entry);
        });
        if (!stored)
        {
            // Somebody else may have kept the same in the meantime; if not, we go without a cache.
            Try(() => Directory.Delete(unfinished, recursive: true));
        }

        Try(Prune);
        return Find(key);
    }

    public void Remove(string key) => Try(() => Directory.Delete(Path.Combine(folder, key), recursive: true));

    private static bool Try(Action action)
    {
        try
        {
            action();
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private void MakeOwnersOnly()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
            return;
        }

        Directory.CreateDirectory(folder, OwnerOnly);
        File.SetUnixFileMode(folder, OwnerOnly);
    }

    // What others could have written is not run.
    private bool IsOwnersOnly() => OperatingSystem.IsWindows() || File.GetUnixFileMode(folder) == OwnerOnly;

    private void Prune()
    {
        var entries = new DirectoryInfo(folder).GetDirectories().OrderByDescending(entry => entry.LastWriteTimeUtc);
        foreach (var entry in entries.Skip(MaxEntries))
        {
            Try(() => entry.Delete(recursive: true));
        }
    }
}
