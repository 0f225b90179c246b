using Crawling.Robots;

namespace Crawling;

/// <summary>The rules of a robots.txt file (RFC 9309), for any crawler.</summary>
public sealed class RobotsTxt
{
    /// <summary>What is read of a file: the least that RFC 9309, section 2.5, asks for.</summary>
    internal const int ParsedSize = 500 * 1024;

    private readonly RobotsGroups _groups;

    private RobotsTxt(RobotsGroups groups, IReadOnlyList<string> sitemaps)
    {
        _groups = groups;
        Sitemaps = sitemaps;
    }

    /// <summary>The addresses of sitemaps, as they are written. They belong to no group.</summary>
    public IReadOnlyList<string> Sitemaps { get; }

    /// <summary>Reads a file. Whatever the bytes are, lines that are none of the format are passed over; what lies beyond the first 500 KiB is
    /// not read.</summary>
    public static RobotsTxt Parse(ReadOnlySpan<byte> body)
    {
        var parser = new RobotsParser();
        parser.Read(body.Length <= ParsedSize ? body : WholeLines(body[..ParsedSize]));
        return new RobotsTxt(new RobotsGroups(parser.Groups), parser.Sitemaps);
    }

    /// <summary>Whether a crawler may fetch a URL of this site: the longest rule that matches its path and query decides, allow among equals.
    /// The file itself may always be fetched.</summary>
    /// <param name="userAgent">The crawler's User-Agent header, or only its product token: <c>Name</c> of <c>Name/1.0 (…)</c>.</param>
    /// <param name="url">The URL; its host is not looked at.</param>
    public bool IsAllowed(string userAgent, Url url) => DenialOf(userAgent, url) is null;

    /// <summary>The pause a crawler is asked to make between two requests; null if the file names none, or none that is a number of seconds.</summary>
    /// <param name="userAgent">The crawler's User-Agent header, or only its product token.</param>
    public TimeSpan? CrawlDelay(string userAgent)
    {
        ArgumentNullException.ThrowIfNull(userAgent);
        return _groups.For(userAgent).CrawlDelay;
    }

    /// <summary>The rule that forbids a URL, or null.</summary>
    internal RobotsRule? DenialOf(string userAgent, Url url)
    {
        ArgumentNullException.ThrowIfNull(userAgent);
        ArgumentNullException.ThrowIfNull(url);
        return url.Path == "/robots.txt" ? null : _groups.For(userAgent).Decide(url) is { Allows: false } rule ? rule : null;
    }

    // A rule cut off in its middle would match more than was meant.
    private static ReadOnlySpan<byte> WholeLines(ReadOnlySpan<byte> body) => body[..(body.LastIndexOfAny((byte)'\n', (byte)'\r') + 1)];
}
