using System.Diagnostics;

namespace Crawling.Tests.Jobs;

/// <summary>A file system of a size that a test can exhaust. Root on Linux may mount one.</summary>
internal sealed class TemporaryFileSystem : IDisposable
{
    private TemporaryFileSystem(string path)
    {
        Path = path;
    }

    public string Path { get; }

    /// <exception cref="InvalidOperationException">It cannot be mounted here.</exception>
    public static TemporaryFileSystem Mount(string size)
    {
        var folder = Directory.CreateTempSubdirectory("crawling-disk-").FullName;
        if (!TryRun("mount", "-t", "tmpfs", "-o", $"size={size}", "tmpfs", folder))
        {
            Directory.Delete(folder);
            throw new InvalidOperationException("No file system can be mounted here.");
        }

        return new(folder);
    }

    public void Resize(string size) => Assert.True(TryRun("mount", "-o", $"remount,size={size}", Path));

    public void Dispose()
    {
        Assert.True(TryRun("umount", Path));
        Directory.Delete(Path);
    }

    private static bool TryRun(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}

/// <summary>A test that is skipped where no file system can be mounted.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TemporaryFileSystemFactAttribute : FactAttribute
{
    private static readonly Lazy<bool> CanMount = new(() =>
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            return false;
        }

        try
        {
            TemporaryFileSystem.Mount("1m").Dispose();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    });

    public TemporaryFileSystemFactAttribute()
    {
        if (!CanMount.Value)
        {
            Skip = "No file system can be mounted here: that takes root on Linux.";
        }
    }
}
