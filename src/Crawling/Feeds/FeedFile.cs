namespace Crawling.Feeds;

/// <summary>Where the bytes of a feed go. Nothing is buffered: what is written has reached the kernel.</summary>
internal sealed class FeedFile
{
    private readonly string? _replaced;

    private FeedFile(Stream stream, bool canCutBack, string? replaced = null, string? temporary = null)
    {
        Stream = stream;
        CanCutBack = canCutBack;
        _replaced = replaced;
        Temporary = temporary;
    }

    public Stream Stream { get; }

    public bool CanCutBack { get; }

    /// <summary>The file that is written in place of another, until it has taken that one's place.</summary>
    public string? Temporary { get; private set; }

    public static FeedFile StandardOutput(Stream? stream) => new(stream ?? FeedConsole.OpenStandardOutput(), canCutBack: false);

    /// <summary>Goes on at the end of a file, which is created if there is none.</summary>
    public static FeedFile Append(string path)
    {
        var stream = Open(path, FileMode.OpenOrCreate);
        if (stream.CanSeek)
        {
            stream.Seek(0, SeekOrigin.End);
        }

        return new(stream, stream.CanSeek);
    }

    /// <summary>Writes a temporary file in the same folder, which takes the place of the file at the end.</summary>
    /// <param name="path">The file.</param>
    /// <param name="hasFixedName">Whether its name is always the same, so that what a killed process has left there is replaced.</param>
    public static FeedFile Replace(string path, bool hasFixedName = false)
    {
        var temporary = hasFixedName ? PartOf(path) : Beside(path, Path.GetRandomFileName());
        var stream = Open(temporary, hasFixedName ? FileMode.Create : FileMode.CreateNew);
        if (!OperatingSystem.IsWindows() && File.Exists(path))
        {
            File.SetUnixFileMode(stream.SafeFileHandle, File.GetUnixFileMode(path));
        }

        return new(stream, canCutBack: true, path, temporary);
    }

    /// <summary>Goes on where a job stood, and cuts off what follows.</summary>
    /// <param name="position">Where it stood.</param>
    /// <param name="isClosing">Whether the rest of a stream is what an orderly end writes.</param>
    /// <exception cref="SettingsException">What the job has written is not there.</exception>
    public static FeedFile Resume(FeedPosition position, Func<Stream, bool> isClosing)
    {
        var (path, length, _, temporary) = position;
        if (temporary is not null && length > 0 && !File.Exists(temporary))
        {
            CopyBack(position, temporary, isClosing);
        }

        Require(temporary ?? path, length);
        var stream = Open(temporary ?? path, FileMode.OpenOrCreate);
        stream.SetLength(length);
        stream.Seek(length, SeekOrigin.Begin);
        return new(stream, canCutBack: true, path, temporary);
    }

    /// <summary>Deletes the temporary file with the fixed name.</summary>
    /// <returns>False if there was none.</returns>
    public static bool ForgetPart(string path)
    {
        var part = PartOf(path);
        var isThere = File.Exists(part);
        if (isThere)
        {
            File.Delete(part);
        }

        return isThere;
    }

    /// <summary>Deletes the temporary files of a job that is not resumed.</summary>
    /// <exception cref="IOException">One cannot be deleted.</exception>
    public static void Forget(FeedPosition position)
    {
        if (position.Temporary is { } temporary && Directory.Exists(Path.GetDirectoryName(temporary)))
        {
            File.Delete(temporary);
            File.Delete(CopyOf(temporary));
        }
    }

    /// <summary>Lets the temporary file take the place of the file it was written for.</summary>
    /// <exception cref="IOException">It could not; it stays, and the message says where.</exception>
    public void Keep()
    {
        if (Temporary is not { } temporary)
        {
            return;
        }

        // Its bytes are on the disk before its name is, so that a power cut leaves the old file or the new one, never an empty one.
        Sync();
        Stream.Dispose();
        Temporary = null;
        try
        {
            File.Move(temporary, _replaced!, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{error.Message} The items are in {temporary}.", error);
        }
    }

    /// <summary>What lies beyond a length goes, as far as the file lets it.</summary>
    public void CutBack(long length)
    {
        if (!CanCutBack)
        {
            return;
        }

        try
        {
            Stream.SetLength(length);
            Stream.Seek(length, SeekOrigin.Begin);
        }
        catch (IOException)
        {
            // The error that led here is the one to be told.
        }
    }

    /// <summary>Brings to the disk what is written.</summary>
    public void Sync() => (Stream as FileStream)?.Flush(flushToDisk: true);

    /// <summary>Ends the writing, and leaves no file behind but what was there before.</summary>
    public void Delete(string path)
    {
        Stream.Dispose();
        File.Delete(Temporary ?? path);
        Temporary = null;
    }

    /// <summary>Ends the writing.</summary>
    /// <param name="delete">Whether the temporary file goes too, if there is one and it was not kept.</param>
    public void Close(bool delete)
    {
        Stream.Dispose();
        if (Temporary is not null && delete)
        {
            File.Delete(Temporary);
        }
    }

    /// <summary>Makes the temporary file again from the one that took its place at an orderly end. That one stays, for whoever reads it.</summary>
    private static void CopyBack(FeedPosition position, string temporary, Func<Stream, bool> isClosing)
    {
        Require(position.Path, position.Length);
        using (var kept = File.OpenRead(position.Path))
        {
            // Without this an older file could be taken for the job's own.
            kept.Seek(position.Length, SeekOrigin.Begin);
            if (!isClosing(kept))
            {
                throw Unresumable(position.Path, "has been changed since", position.Length);
            }
        }

        // In two steps, so that a temporary file is whole as soon as it has its name.
        File.Copy(position.Path, CopyOf(temporary), overwrite: true);
        File.Move(CopyOf(temporary), temporary);
    }

    private static void Require(string path, long length)
    {
        FileInfo file = new(path);
        if (!file.Exists && length > 0)
        {
            throw Unresumable(path, "is missing", length);
        }

        if (file.Exists && file.Length < length)
        {
            throw Unresumable(path, $"has {file.Length} bytes", length);
        }
    }

    private static SettingsException Unresumable(string path, string state, long length) =>
        new($"The feed file {path} {state}, but the job has written {length} bytes to it: restore it, or begin anew with --restart.");

    private static string PartOf(string path) => Beside(path, "part");

    private static string Beside(string path, string ending) => Path.Combine(Path.GetDirectoryName(path)!, $".{Path.GetFileName(path)}.{ending}");

    private static string CopyOf(string temporary) => temporary + ".copy";

    private static FileStream Open(string path, FileMode mode)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return new(path, mode, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
    }
}
