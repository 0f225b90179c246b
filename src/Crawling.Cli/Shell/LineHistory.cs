namespace Crawling.Cli;

/// <summary>The lines that were entered, kept in a file for this user only.</summary>
internal sealed class LineHistory(string? file)
{
    private const int Most = 1000;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly List<string> _lines = Load(file);

    /// <summary><c>$XDG_STATE_HOME/crawler/history</c> or <c>~/.local/state/crawler/history</c>.</summary>
    public static string DefaultFile
    {
        get
        {
            var states = Environment.GetEnvironmentVariable("XDG_STATE_HOME");
            var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
            return Path.Combine(Path.IsPathRooted(states) ? states : Path.Combine(home, ".local", "state"), "crawler", "history");
        }
    }

    /// <summary>The oldest first.</summary>
    public IReadOnlyList<string> Lines => _lines;

    /// <summary>Takes a line, unless it is empty or the same as the last.</summary>
    public void Add(string line)
    {
        if (!string.IsNullOrWhiteSpace(line) && line != _lines.LastOrDefault())
        {
            _lines.Add(line);
            Save();
        }
    }

    private static List<string> Load(string? file)
    {
        try
        {
            return file is not null && File.Exists(file) ? [.. File.ReadLines(file).TakeLast(Most)] : [];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    // Without a place to keep it the shell works all the same.
    private void Save()
    {
        try
        {
            if (file is not null)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                using var stream = new FileStream(file, CreateOptions());
                using var writer = new StreamWriter(stream);
                _lines.TakeLast(Most).ToList().ForEach(writer.WriteLine);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
        }
    }

    private static FileStreamOptions CreateOptions()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return options;
    }
}
