using System.Security.Cryptography;
using System.Text;

namespace Crawling.Items;

/// <summary>
/// The folder that files are stored in, each under the SHA-256 of its URL: <c>3f/3f0a….jpg</c>. Nothing of the name but a checked extension comes
/// from the network, so no file can be outside the folder. A file is there when it is whole: it is written beside and moved.
/// </summary>
internal sealed class MediaStore(string directory, TimeSpan? expires, MediaKind kind, bool survivesPowerLoss, TimeProvider time)
{
    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);

    private readonly string _root = Path.GetFullPath(directory);
    private readonly DateTimeOffset _openedAt = time.GetUtcNow();

    private string Partial => Path.Combine(_root, ".partial");

    /// <summary>Makes the folder, and removes what killed crawls have left half-written.</summary>
    /// <exception cref="SettingsException">It cannot be written to.</exception>
    public void Open()
    {
        try
        {
            foreach (var file in Directory.CreateDirectory(Partial).EnumerateFiles())
            {
                if (file.LastWriteTimeUtc < (_openedAt - Abandoned).UtcDateTime)
                {
                    file.Delete();
                }
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"Files cannot be stored in '{directory}': {error.Message}", error);
        }
    }

    /// <summary>The name of a URL, without its extension.</summary>
    public static string NameOf(Url url) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(url.Href)));

    /// <summary>The file of a URL, if it is there and has not expired. What this crawl has stored does not expire within it.</summary>
    public StoredFile? Find(Url url)
    {
        foreach (var path in kind.Candidates(url).Select(extension => PathOf(url, extension)))
        {
            // A power cut may leave a name without its bytes.
            if (new FileInfo(Path.Combine(_root, path)) is { Exists: true, Length: > 0 } file && IsFresh(new DateTimeOffset(file.LastWriteTimeUtc)))
            {
                using var content = file.OpenRead();
                return new(url, path, Checksum(SHA256.HashData(content)), StoredFileStatus.UpToDate);
            }
        }

        return null;
    }

    /// <exception cref="MediaException">It is not what may be stored.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public StoredFile Save(Url url, Response response)
    {
        if (response.Body.IsEmpty)
        {
            throw new MediaException("it is empty");
        }

        var path = PathOf(url, kind.ExtensionOf(url, response));
        var full = Path.Combine(_root, path);
        var partial = Path.Combine(Partial, Path.GetRandomFileName());
        try
        {
            Write(partial, response.Body.Span);
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            File.Move(partial, full, overwrite: true);
        }
        catch
        {
            File.Delete(partial);
            throw;
        }

        var status = response.Flags.Contains("cached") ? StoredFileStatus.Cached : StoredFileStatus.Downloaded;
        return new(url, path, Checksum(SHA256.HashData(response.Body.Span)), status);
    }

    private static string PathOf(Url url, string extension)
    {
        var name = NameOf(url);
        return $"{name[..2]}/{name}{extension}";
    }

    private static string Checksum(byte[] hash) => Convert.ToHexStringLower(hash);

    private bool IsFresh(DateTimeOffset storedAt) => expires is null || storedAt + expires > time.GetUtcNow() || storedAt >= _openedAt;

    private void Write(string path, ReadOnlySpan<byte> content)
    {
        using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            file.Write(content);
            file.Flush(flushToDisk: survivesPowerLoss);
        }

        File.SetLastWriteTimeUtc(path, time.GetUtcNow().UtcDateTime);
    }
}
