namespace Crawling;

/// <summary>How cookies (RFC 6265) are kept.</summary>
public sealed class CookiesOptions
{
    /// <summary>Whether cookies that are received are kept and sent back. If not, a request still sends its own
    /// <see cref="Request.Cookies"/>. Default: true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Whether the cookies of each request and response are logged, with their values. Default: false.</summary>
    public bool Debug { get; set; }

    /// <summary>The size in bytes of the cookies of all sessions (<see cref="Request.CookieJar"/>) together. Over it the session that was not
    /// used for longest is forgotten. Default: 64 MiB.</summary>
    public long MemoryLimit { get; set; } = 64 << 20;
}
