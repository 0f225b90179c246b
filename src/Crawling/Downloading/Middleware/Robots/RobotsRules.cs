namespace Crawling.Robots;

/// <summary>The rules of one crawler, the longest first: so the first that matches decides.</summary>
internal sealed class RobotsRules(IEnumerable<RobotsRule> rules, TimeSpan? crawlDelay)
{
    private readonly RobotsRule[] _rules =
        [.. rules.Distinct().OrderByDescending(rule => rule.Pattern.Length).ThenByDescending(rule => rule.Allows)];

    public TimeSpan? CrawlDelay => crawlDelay;

    public RobotsRule? Decide(Url url)
    {
        if (_rules.Length == 0)
        {
            return null;
        }

        var path = new RobotsPath(url);
        return Array.Find(_rules, rule => rule.Matches(path));
    }
}
