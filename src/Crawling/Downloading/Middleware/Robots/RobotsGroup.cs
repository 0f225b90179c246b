namespace Crawling.Robots;

/// <summary>User-agent lines and the rules below them (RFC 9309, section 2.1).</summary>
internal sealed class RobotsGroup
{
    private readonly List<(string Name, TimeSpan? CrawlDelay)> _agents = [];
    private int _delayed;

    public List<RobotsRule> Rules { get; } = [];

    /// <summary>Whether a rule, be it an empty one, has ended its user-agent lines.</summary>
    public bool IsComplete { get; set; }

    public void AddAgent(string name) => _agents.Add((name, null));

    /// <summary>A Crawl-delay line holds for the user-agent lines above it that have none yet. It is no rule, so it does not end their list.</summary>
    public void SetCrawlDelay(TimeSpan delay)
    {
        for (; _delayed < _agents.Count; _delayed++)
        {
            _agents[_delayed] = (_agents[_delayed].Name, delay);
        }
    }

    public bool IsFor(string name) => _agents.Exists(agent => Is(agent.Name, name));

    public TimeSpan? CrawlDelayOf(string name) => _agents.Where(agent => Is(agent.Name, name)).Max(agent => agent.CrawlDelay);

    private static bool Is(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);
}
