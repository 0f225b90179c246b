using System.IO.Compression;
using System.Text;
using Crawling.Feeds;
using Microsoft.Extensions.Logging.Abstractions;

namespace Crawling.Tests.Feeds;

/// <summary>A temporary folder that feeds are written in.</summary>
internal sealed class FeedFolder : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("feeds-").FullName;

    public string Path(string name) => System.IO.Path.Combine(_root, name);

    public string[] Names() => [.. Directory.EnumerateFileSystemEntries(_root).Select(path => System.IO.Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    /// <summary>What a file holds, decompressed if its name ends in <c>.gz</c>.</summary>
    public string Read(string name)
    {
        using var file = File.OpenRead(Path(name));
        using Stream content = name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using MemoryStream bytes = new();
        content.CopyTo(bytes);
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    public FeedOptions Feed(string name, bool overwrite = false) => new() { Path = Path(name), Overwrite = overwrite };

    public static FeedSet Open(params FeedOptions[] feeds) => FeedSet.Open(feeds, NullLogger.Instance);

    /// <summary>Runs a crawl of one response with these items, and returns what the file then holds.</summary>
    public async Task<string> CrawlAsync(string name, params object[] items)
    {
        await using var feeds = Open(Feed(name));
        await WriteAsync(feeds, items);
        await feeds.CloseAsync(FeedEnd.Keep);
        return Read(name);
    }

    /// <summary>Writes the items of one response, and commits them.</summary>
    public static async Task WriteAsync(FeedSet feeds, params object[] items)
    {
        await HoldAsync(feeds, items);
        await feeds.CommitAsync(CancellationToken.None);
    }

    /// <summary>Writes the items of one response.</summary>
    public static async Task HoldAsync(FeedSet feeds, params object[] items)
    {
        using var held = feeds.Hold();
        foreach (var item in items)
        {
            held.Add(item);
        }

        await feeds.WriteAsync(held, CancellationToken.None);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
