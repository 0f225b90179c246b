namespace Crawling.Robots;

/// <summary>What is known of the robots.txt of one origin, until it expires.</summary>
internal sealed class RobotsAnswer
{
    /// <summary>RFC 9309, section 2.4.</summary>
    public static readonly TimeSpan LongestUse = TimeSpan.FromHours(24);

    private readonly WeakReference<RobotsTxt?> _rules = new(null);

    /// <summary>Scheme, host and port that it holds for.</summary>
    public required string Origin { get; init; }

    /// <summary>The file, empty if there is none; null if there was no answer, and so nothing is allowed.</summary>
    public ReadOnlyMemory<byte>? File { get; init; }

    /// <summary>Why there was no answer, though the file of an earlier one may hold.</summary>
    public string? Failure { get; init; }

    /// <summary>What a refusal is called: where the host could not be reached, the pages fail for the same reason.</summary>
    public FailureReason Reason { get; init; } = FailureReason.RobotsDenied;

    /// <summary>The pause between two requests, within the user's limit.</summary>
    public TimeSpan CrawlDelay { get; init; }

    /// <summary>Whether the host was not asked for it.</summary>
    public bool IsUnsent { get; init; }

    /// <summary>When it is to be asked for again.</summary>
    public required DateTimeOffset Expires { get; init; }

    /// <summary>The pause that a file asks for, within the user's limit.</summary>
    public static TimeSpan CrawlDelayIn(ReadOnlyMemory<byte> file, CrawlerOptions options)
    {
        var longest = options.Robots.MaxCrawlDelay;
        var asked = RobotsTxt.Parse(file.Span).CrawlDelay(options.Robots.UserAgent ?? options.UserAgent) ?? TimeSpan.Zero;
        return asked < longest ? asked : longest;
    }

    /// <summary>Why a URL of the origin may not be fetched, for a person; null if it may.</summary>
    public string? DenialOf(string userAgent, Url url)
    {
        if (File is not { } file)
        {
            return $"{Origin}/robots.txt could not be fetched ({Failure}), so nothing of the site may be.";
        }

        return RulesOf(file).DenialOf(userAgent, url) is { } rule ? $"{Origin}/robots.txt says '{rule}'." : null;
    }

    /// <summary>Rules take several times the memory of their file: with many sites only the files are kept.</summary>
    private RobotsTxt RulesOf(ReadOnlyMemory<byte> file)
    {
        if (!_rules.TryGetTarget(out var rules))
        {
            _rules.SetTarget(rules = RobotsTxt.Parse(file.Span));
        }

        return rules;
    }
}
