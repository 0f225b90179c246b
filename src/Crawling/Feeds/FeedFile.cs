namespace Crawling.Feeds;

/// <summary>Where the bytes of a feed go. Nothing is buffered: what is written has reached the kernel.</summary>
internal sealed class FeedFile : IDisposable
{
    private readonly string? _replaced;
    private string? _temporary;

    private FeedFile(Stream stream, string? replaced = null, string? temporary = null)
    {
        Stream = stream;
        _replaced = replaced;
        _temporary = temporary;
    }

    public Stream Stream { get; }

    public static FeedFile StandardOutput(Stream? stream) => new(stream ?? FeedConsole.OpenStandardOutput());

    /// <summary>Goes on at the end of a file, which is created if there is none.</summary>
    public static FeedFile Append(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var stream = Open(path, FileMode.OpenOrCreate);
        if (stream.CanSeek)
        {
            stream.Seek(0, SeekOrigin.End);
        }

        return new(stream);
    }

    /// <summary>Writes a temporary file in the same folder, which takes the place of the file at the end.</summary>
    public static FeedFile Replace(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        var temporary = Path.Combine(folder, $".{Path.GetFileName(path)}.{Path.GetRandomFileName()}");
        var stream = Open(temporary, FileMode.CreateNew);
        if (!OperatingSystem.IsWindows() && File.Exists(path))
        {
            File.SetUnixFileMode(stream.SafeFileHandle, File.GetUnixFileMode(path));
        }

        return new(stream, path, temporary);
    }

    /// <summary>Lets the temporary file take the place of the file it was written for.</summary>
    /// <exception cref="IOException">It could not; it stays, and the message says where.</exception>
    public void Keep()
    {
        if (_temporary is not { } temporary)
        {
            return;
        }

        // Its bytes are on the disk before its name is, so that a power cut leaves the old file or the new one, never an empty one.
        ((FileStream)Stream).Flush(flushToDisk: true);
        Stream.Dispose();
        _temporary = null;
        try
        {
            File.Move(temporary, _replaced!, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{error.Message} The items are in {temporary}.", error);
        }
    }

    /// <summary>Removes the temporary file, if there is one and it was not kept.</summary>
    public void Dispose()
    {
        Stream.Dispose();
        if (_temporary is not null)
        {
            File.Delete(_temporary);
        }
    }

    private static FileStream Open(string path, FileMode mode) => new(path, mode, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
}
