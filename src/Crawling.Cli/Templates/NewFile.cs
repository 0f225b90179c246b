namespace Crawling.Cli;

/// <summary>Writes files that were not there before.</summary>
internal static class NewFile
{
    /// <exception cref="SettingsException">There is such a file already, or it cannot be written.</exception>
    public static void Write(string path, string text)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using var writer = new StreamWriter(new FileStream(path, FileMode.CreateNew));
            writer.Write(text);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException(File.Exists(path) ? $"{path} is there already" : $"{path} cannot be written: {error.Message}", error);
        }
    }
}
