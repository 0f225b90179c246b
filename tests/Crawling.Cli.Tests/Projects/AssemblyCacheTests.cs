using Crawling.Testing;

namespace Crawling.Cli.Tests.Projects;

public sealed class AssemblyCacheTests : IDisposable
{
    private static readonly CompiledSpiders Compiled = new([1], [2], []);

    private readonly string _folder = Directory.CreateTempSubdirectory("crawler-cache-").FullName;
    private readonly FakeTime _time = new();

    private string CacheFolder => Path.Combine(_folder, "crawler");

    [Fact]
    public void What_is_stored_is_found_with_its_symbols_beside()
    {
        var path = new AssemblyCache(CacheFolder, _time).Store("key", Compiled);

        Assert.NotNull(path);
        Assert.Equal([1], File.ReadAllBytes(path));
        Assert.Equal([2], File.ReadAllBytes(Path.ChangeExtension(path, ".pdb")));
        Assert.Equal(path, new AssemblyCache(CacheFolder, _time).Find("key"));
        Assert.Null(new AssemblyCache(CacheFolder, _time).Find("other"));
    }

    [Fact]
    public void The_folder_is_for_the_user_only()
    {
        new AssemblyCache(CacheFolder, _time).Store("key", Compiled);

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(CacheFolder));
        }
    }

    [Fact]
    public void What_others_could_have_written_is_not_used()
    {
        var cache = new AssemblyCache(CacheFolder, _time);
        cache.Store("key", Compiled);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(CacheFolder, File.GetUnixFileMode(CacheFolder) | UnixFileMode.OtherWrite);

            Assert.Null(cache.Find("key"));
        }
    }

    [Fact]
    public void Those_not_used_for_longest_are_removed()
    {
        var cache = new AssemblyCache(CacheFolder, _time);
        foreach (var key in Enumerable.Range(0, 40).Select(number => $"key{number}"))
        {
            cache.Store(key, Compiled);
            _time.Advance(TimeSpan.FromMinutes(1));
            cache.Find("key0");
        }

        Assert.Equal(32, Directory.GetDirectories(CacheFolder).Length);
        Assert.NotNull(cache.Find("key0"));
        Assert.Null(cache.Find("key1"));
        Assert.NotNull(cache.Find("key39"));
    }

    [Fact]
    public void Storing_what_is_there_already_leaves_nothing_behind()
    {
        var cache = new AssemblyCache(CacheFolder, _time);
        cache.Store("key", Compiled);

        Assert.NotNull(cache.Store("key", Compiled));
        Assert.Single(Directory.GetDirectories(CacheFolder));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
