namespace Crawling.Urls;

/// <summary>Writes the segments of a path, each with a slash before it (URL standard, section 4.4: path state).</summary>
internal struct PathWriter(bool isSpecial, bool isFile)
{
    private int _start;

    public readonly bool IsFile => isFile;

    public void Begin(int start) => _start = start;

    /// <summary>Returns what follows the path.</summary>
    public readonly ReadOnlySpan<char> AppendSegments(scoped ref TextBuilder output, ReadOnlySpan<char> text)
    {
        while (true)
        {
            int length = isSpecial ? text.IndexOfAny("/\\?#") : text.IndexOfAny('/', '?', '#');
            var segment = length < 0 ? text : text[..length];
            bool isLast = length < 0 || text[length] is '?' or '#';
            AppendSegment(ref output, segment, isLast);
            if (isLast)
            {
                return text[segment.Length..];
            }

            text = text[(length + 1)..];
        }
    }

    /// <summary>Shortens the path (URL standard, section 4.1), but for a drive letter.</summary>
    public readonly void RemoveLast(ref TextBuilder output)
    {
        var path = output.Text[_start..];
        int slash = path.LastIndexOf('/');
        if (slash >= 0 && !(isFile && DriveLetter.OfPath(path).Length == path.Length))
        {
            output.Truncate(_start + slash);
        }
    }

    /// <summary>Keeps a path that begins with an empty segment from looking like an authority where there is none.</summary>
    public readonly void End(ref TextBuilder output)
    {
        bool hasAuthority = output.Text[_start - 1] != ':';
        if (!hasAuthority && output.Text[_start..].StartsWith("//"))
        {
            output.Insert(_start, "/.");
        }
    }

    private readonly void AppendSegment(ref TextBuilder output, scoped ReadOnlySpan<char> segment, bool isLast)
    {
        switch (Dots(segment))
        {
            case 0:
                bool isDrive = isFile && output.Length == _start && DriveLetter.Is(segment);
                output.Append('/');
                PercentEncoding.Append(ref output, isDrive ? [segment[0], ':'] : segment, PercentEncoding.KeptInPath);
                return;
            case 2:
                RemoveLast(ref output);
                break;
        }

        if (isLast)
        {
            output.Append('/');
        }
    }

    /// <summary>1 for ".", 2 for "..", whether percent-encoded or not, 0 for every other segment.</summary>
    private static int Dots(ReadOnlySpan<char> segment)
    {
        int dots = 0;
        while (!segment.IsEmpty)
        {
            int length = segment[0] == '.' ? 1 : segment.StartsWith("%2e", StringComparison.OrdinalIgnoreCase) ? 3 : 0;
            if (length == 0 || ++dots > 2)
            {
                return 0;
            }

            segment = segment[length..];
        }

        return dots;
    }
}
