namespace Crawling.Urls;

/// <summary>The parts of a serialized URL. Serialization leaves no delimiter ambiguous, so a <see cref="Url"/> keeps no offsets.</summary>
internal readonly ref struct UrlParts
{
    public UrlParts(ReadOnlySpan<char> href)
    {
        int schemeEnd = href.IndexOf(':');
        Scheme = href[..schemeEnd];
        var rest = href[(schemeEnd + 1)..];

        if (rest.StartsWith("//"))
        {
            int authorityEnd = rest[2..].IndexOfAny('/', '?', '#');
            Authority = authorityEnd < 0 ? rest : rest[..(authorityEnd + 2)];
            rest = rest[Authority.Length..];
        }
        else if (rest.StartsWith("/.//"))
        {
            // Keeps a path that begins with an empty segment from being read as an authority; no path has a "." segment of its own.
            rest = rest[2..];
        }

        int fragmentStart = rest.IndexOf('#');
        if (fragmentStart >= 0)
        {
            Fragment = rest[fragmentStart..];
            rest = rest[..fragmentStart];
        }

        int queryStart = rest.IndexOf('?');
        Query = queryStart < 0 ? [] : rest[queryStart..];
        Path = queryStart < 0 ? rest : rest[..queryStart];
    }

    public ReadOnlySpan<char> Scheme { get; }

    /// <summary>With its "//"; empty if there is no host, which is not the same as an empty host.</summary>
    public ReadOnlySpan<char> Authority { get; }

    public ReadOnlySpan<char> Path { get; }

    /// <summary>With its "?", which may be all of it.</summary>
    public ReadOnlySpan<char> Query { get; }

    /// <summary>With its "#", which may be all of it.</summary>
    public ReadOnlySpan<char> Fragment { get; }

    public bool HasOpaquePath => Authority.IsEmpty && !Path.StartsWith('/');

    /// <summary>User name and password, without the "@" behind them.</summary>
    public ReadOnlySpan<char> UserInfo => Authority.IndexOf('@') is var at and >= 0 ? Authority[2..at] : [];

    public ReadOnlySpan<char> UserName => UserInfo.IndexOf(':') is var colon and >= 0 ? UserInfo[..colon] : UserInfo;

    public ReadOnlySpan<char> Password => UserInfo[Math.Min(UserName.Length + 1, UserInfo.Length)..];

    public ReadOnlySpan<char> Host => HostAndPort[..HostLength];

    /// <summary>Digits, or nothing for the scheme's default.</summary>
    public ReadOnlySpan<char> Port => HostAndPort[Math.Min(HostLength + 1, HostAndPort.Length)..];

    public ReadOnlySpan<char> HostAndPort => Authority.IsEmpty ? [] : Authority[(Authority.IndexOf('@') is var at and >= 0 ? at + 1 : 2)..];

    private int HostLength
    {
        get
        {
            var text = HostAndPort;
            int end = text.StartsWith('[') ? text.IndexOf(']') + 1 : text.IndexOf(':');
            return end < 0 ? text.Length : end;
        }
    }
}
