using Crawling.Jobs;

namespace Crawling.Serving;

/// <summary>The files of a job.</summary>
/// <param name="Path">Their folder.</param>
internal sealed record JobFolder(string Path)
{
    public string Items => System.IO.Path.Combine(Path, "items.jsonl");

    public string Log => System.IO.Path.Combine(Path, "log.txt");

    /// <summary>How much of the items will stay as it is, whatever happens: what stands behind it is cut off when the job goes on after a kill.</summary>
    public long ItemsLength => JobReport.FeedsOf(Path).FirstOrDefault(feed => feed.Path == Items)?.Length ?? 0;

    public void Create()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(Path);
        }
        else
        {
            Directory.CreateDirectory(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    public void Delete()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
