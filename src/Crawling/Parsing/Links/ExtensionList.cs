using System.Collections.Frozen;

namespace Crawling.Links;

/// <summary>Extensions of files, without the dot.</summary>
internal sealed class ExtensionList(IReadOnlyCollection<string> names)
{
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _names =
        names.Select(name => name.TrimStart('.')).ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Scrapy's IGNORED_EXTENSIONS.</summary>
    public static ExtensionList Ignored { get; } = new(
    [
        // Archives
        "7z", "7zip", "bz2", "rar", "tar", "tar.gz", "xz", "zip",
        // Images
        "mng", "pct", "bmp", "gif", "jpg", "jpeg", "png", "pst", "psp", "tif", "tiff", "ai", "drw", "dxf", "eps", "ps", "svg", "cdr", "ico", "webp",
        // Audio
        "mp3", "wma", "ogg", "wav", "ra", "aac", "mid", "au", "aiff",
        // Video
        "3gp", "asf", "asx", "avi", "mov", "mp4", "mpg", "qt", "rm", "swf", "wmv", "m4a", "m4v", "flv", "webm",
        // Office documents
        "xls", "xlsm", "xlsx", "xltm", "xltx", "potm", "potx", "ppt", "pptm", "pptx", "pps", "doc", "docb", "docm", "docx", "dotm", "dotx",
        "odt", "ods", "odg", "odp",
        // Others
        "css", "pdf", "exe", "bin", "rss", "dmg", "iso", "apk", "jar", "sh", "rb", "js", "hta", "bat", "cpl", "msi", "msp", "py",
    ]);

    public IReadOnlyCollection<string> Names => names;

    /// <summary>Whether the last part of a path ends in one.</summary>
    public bool IsEndOf(ReadOnlySpan<char> path)
    {
        var rest = path[(path.LastIndexOf('/') + 1)..];
        for (var dot = rest.IndexOf('.'); dot >= 0; dot = rest.IndexOf('.'))
        {
            rest = rest[(dot + 1)..];
            if (_names.Contains(rest))
            {
                return true;
            }
        }

        return false;
    }
}
