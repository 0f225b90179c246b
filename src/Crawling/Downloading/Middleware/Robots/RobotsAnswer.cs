namespace Crawling.Robots;

/// <summary>What is known of the robots.txt of one origin, until it expires.</summary>
internal sealed class RobotsAnswer
{
    /// <summary>Scheme, host and port that it holds for.</summary>
    public required string Origin { get; init; }

    /// <summary>The rules; null if there was no answer, and so nothing is allowed.</summary>
    public RobotsTxt? Rules { get; init; }

    /// <summary>Why there was no answer, though rules of an earlier one may hold.</summary>
    public string? Failure { get; init; }

    /// <summary>What a refusal is called: where the host could not be reached, the pages fail for the same reason.</summary>
    public FailureReason Reason { get; init; } = FailureReason.RobotsDenied;

    /// <summary>The pause between two requests, within the user's limit.</summary>
    public TimeSpan CrawlDelay { get; init; }

    /// <summary>When it is to be asked for again.</summary>
    public required DateTimeOffset Expires { get; init; }

    /// <summary>Bytes of the file.</summary>
    public int Size { get; init; }

    /// <summary>Why a URL of the origin may not be fetched, for a person; null if it may.</summary>
    public string? DenialOf(string userAgent, Url url)
    {
        if (Rules is null)
        {
            return $"{Origin}/robots.txt could not be fetched ({Failure}), so nothing of the site may be.";
        }

        return Rules.DenialOf(userAgent, url) is { } rule ? $"{Origin}/robots.txt says '{rule}'." : null;
    }
}
