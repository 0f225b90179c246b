namespace Crawling.Cli;

/// <summary>A source file as it was read: what is hashed is what is compiled.</summary>
internal sealed record SpiderSource(string Path, byte[] Content)
{
    public static SpiderSource Read(string path) => new(path, File.ReadAllBytes(path));
}
