using System.Buffers;

namespace Crawling.Urls;

/// <summary>
/// The basic URL parser (URL standard, section 4.4). Without a state override, which only setters need, its state machine unrolls
/// into methods that hand the rest of the text on and append to the serialized URL.
/// </summary>
internal ref struct UrlParser
{
    private static readonly SearchValues<char> SchemeCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.");

    private readonly bool _hasBase;
    private readonly UrlParts _base;
    private TextBuilder _output;
    private bool _isSpecial;
    private PathWriter _path;
    private string? _problem;

    private UrlParser(string? baseHref, Span<char> buffer)
    {
        _hasBase = baseHref is not null;
        _base = _hasBase ? new UrlParts(baseHref) : default;
        _output = new TextBuilder(buffer);
    }

    /// <summary>The serialized URL, or null and what is wrong with the text.</summary>
    public static string? Parse(string text, string? baseHref, out string? problem)
    {
        problem = null;
        return PlainUrl.IsSerialized(text) ? text : ParseFully(text, baseHref, out problem);
    }

    public static string? ParseFully(string text, string? baseHref, out string? problem)
    {
        var parser = new UrlParser(baseHref, stackalloc char[512]);
        try
        {
            bool parsed = parser.Scheme(Clean(text));
            problem = parser._problem;
            return parsed ? parser._output.Text.ToString() : null;
        }
        finally
        {
            parser._output.ReturnBuffer();
        }
    }

    private static ReadOnlySpan<char> Clean(string text)
    {
        int start = text.AsSpan().IndexOfAnyExceptInRange('\0', ' ');
        int end = text.AsSpan().LastIndexOfAnyExceptInRange('\0', ' ') + 1;
        var trimmed = end == 0 ? [] : text.AsSpan(start, end - start);
        return trimmed.ContainsAny('\t', '\n', '\r') ? string.Concat(trimmed.ToString().Split('\t', '\n', '\r')) : trimmed;
    }

    private bool Scheme(ReadOnlySpan<char> text)
    {
        int length = text.IndexOfAnyExcept(SchemeCharacters);
        if (length <= 0 || text[length] != ':' || !char.IsAsciiLetter(text[0]))
        {
            return WithoutScheme(text);
        }

        _output.AppendLowerCase(text[..length]);
        bool isOfBase = _hasBase && _output.Text.SequenceEqual(_base.Scheme);
        EndScheme();

        var rest = text[(length + 1)..];
        if (_path.IsFile)
        {
            return File(rest);
        }

        if (_isSpecial)
        {
            return isOfBase && !rest.StartsWith("//") ? Relative(rest) : Authority(rest.TrimStart("/\\"));
        }

        if (rest.StartsWith("//"))
        {
            return Authority(rest[2..]);
        }

        return rest.StartsWith('/') ? Path(rest) : OpaquePath(rest);
    }

    private void EndScheme()
    {
        _isSpecial = SpecialScheme.Contains(_output.Text);
        _path = new PathWriter(_isSpecial, isFile: _output.Text is "file");
        _output.Append(':');
    }

    private bool WithoutScheme(ReadOnlySpan<char> text)
    {
        if (!_hasBase)
        {
            return Fail("it has no scheme, and there is no base URL to join it to");
        }

        if (_base.HasOpaquePath && !text.StartsWith('#'))
        {
            return Fail("it has no scheme, and a base URL like this one takes only a fragment");
        }

        _output.Append(_base.Scheme);
        EndScheme();
        if (_base.HasOpaquePath)
        {
            return SamePath(text);
        }

        return _path.IsFile ? File(text) : Relative(text);
    }

    private bool Relative(ReadOnlySpan<char> text)
    {
        if (!StartsWithSlash(text))
        {
            _output.Append(_base.Authority);
            return text is [] or ['?' or '#', ..] ? SamePath(text) : SiblingPath(text);
        }

        if (StartsWithSlash(text[1..]))
        {
            return Authority(_isSpecial ? text.TrimStart("/\\") : text[2..]);
        }

        _output.Append(_base.Authority);
        return Path(text);
    }

    private bool Authority(ReadOnlySpan<char> text)
    {
        int length = _isSpecial ? text.IndexOfAny("/\\?#") : text.IndexOfAny('/', '?', '#');
        var authority = length < 0 ? text : text[..length];
        var scheme = _output.Text[..^1];
        if (AuthorityParser.Append(ref _output, authority, _isSpecial, SpecialScheme.DefaultPort(scheme)) is string problem)
        {
            return Fail(problem);
        }

        return Path(text[authority.Length..]);
    }

    private bool File(ReadOnlySpan<char> text)
    {
        if (StartsWithSlash(text) && StartsWithSlash(text[1..]))
        {
            return FileHost(text[2..]);
        }

        if (!_hasBase || _base.Scheme is not "file")
        {
            _output.Append("//");
            return Path(text);
        }

        _output.Append(_base.Authority);
        if (StartsWithSlash(text))
        {
            _path.Begin(_output.Length);
            if (!DriveLetter.IsFirstIn(text[1..]) && DriveLetter.OfPath(_base.Path) is { IsEmpty: false } drive)
            {
                _output.Append(drive);
            }

            return Segments(text[1..]);
        }

        if (text is [] or ['?' or '#', ..])
        {
            return SamePath(text);
        }

        return DriveLetter.IsFirstIn(text) ? Path(text) : SiblingPath(text);
    }

    private bool FileHost(ReadOnlySpan<char> text)
    {
        _output.Append("//");
        int length = text.IndexOfAny("/\\?#");
        var host = length < 0 ? text : text[..length];
        if (host.IsEmpty || DriveLetter.Is(host))
        {
            return Path(text);
        }

        int start = _output.Length;
        if (HostParser.Append(ref _output, host, isSpecial: true) is string problem)
        {
            return Fail(problem);
        }

        if (_output.Text[start..] is "localhost")
        {
            _output.Truncate(start);
        }

        return Path(text[host.Length..]);
    }

    private bool Path(ReadOnlySpan<char> text)
    {
        _path.Begin(_output.Length);
        if (!_isSpecial && text is [] or ['?' or '#', ..])
        {
            return QueryAndFragment(text);
        }

        return Segments(StartsWithSlash(text) ? text[1..] : text);
    }

    private bool SiblingPath(ReadOnlySpan<char> text)
    {
        _path.Begin(_output.Length);
        _output.Append(_base.Path);
        _path.RemoveLast(ref _output);
        return Segments(text);
    }

    private bool Segments(ReadOnlySpan<char> text)
    {
        text = _path.AppendSegments(ref _output, text);
        _path.End(ref _output);
        return QueryAndFragment(text);
    }

    /// <summary>The path of the base, and its query unless the text has one.</summary>
    private bool SamePath(ReadOnlySpan<char> text)
    {
        _path.Begin(_output.Length);
        _output.Append(_base.Path);
        _path.End(ref _output);
        if (!text.StartsWith('?'))
        {
            _output.Append(_base.Query);
        }

        return QueryAndFragment(text);
    }

    private bool OpaquePath(ReadOnlySpan<char> text)
    {
        int length = text.IndexOfAny('?', '#');
        var path = length < 0 ? text : text[..length];
        bool endsInSpace = path.EndsWith(' ');
        PercentEncoding.Append(ref _output, endsInSpace ? path[..^1] : path, PercentEncoding.KeptInOpaque);
        if (endsInSpace)
        {
            _output.AppendPercentEncoded((byte)' ');
        }

        return QueryAndFragment(text[path.Length..]);
    }

    private bool QueryAndFragment(ReadOnlySpan<char> text)
    {
        int hash = text.IndexOf('#');
        var query = hash < 0 ? text : text[..hash];
        PercentEncoding.Append(ref _output, query, _isSpecial ? PercentEncoding.KeptInSpecialQuery : PercentEncoding.KeptInQuery);
        if (hash >= 0)
        {
            _output.Append('#');
            PercentEncoding.Append(ref _output, text[(hash + 1)..], PercentEncoding.KeptInFragment);
        }

        return true;
    }

    private readonly bool StartsWithSlash(ReadOnlySpan<char> text) => text is ['/', ..] || (_isSpecial && text is ['\\', ..]);

    private bool Fail(string problem)
    {
        _problem = problem;
        return false;
    }
}
