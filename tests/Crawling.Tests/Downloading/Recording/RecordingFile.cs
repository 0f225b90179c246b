namespace Crawling.Tests;

/// <summary>A recording in a folder of its own.</summary>
internal sealed class RecordingFile(string name = "crawl.warc.gz") : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("crawling-recording-").FullName;

    public string Path => System.IO.Path.Combine(_folder, name);

    public string Folder => _folder;

    public CrawlerOptions ToRecord() => new() { Record = { File = Path }, Retry = { BaseDelay = TimeSpan.Zero } };

    public CrawlerOptions ToReplay() => new() { Replay = { File = Path } };

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
