using Microsoft.Win32.SafeHandles;

namespace Crawling.Feeds;

internal static class FeedConsole
{
    /// <summary>Standard output as a stream that fails when its reader is gone.</summary>
    public static Stream OpenStandardOutput()
    {
        if (OperatingSystem.IsWindows())
        {
            return Console.OpenStandardOutput();
        }

        // The console's own stream swallows EPIPE, so a crawl into `head` would never end. A file stream does not; but on a redirected
        // file it would keep a position of its own and overwrite what others write there.
        var stream = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return stream.CanSeek ? Console.OpenStandardOutput() : stream;
    }
}
