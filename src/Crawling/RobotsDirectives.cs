namespace Crawling;

/// <summary>What a page asks of crawlers, by X-Robots-Tag headers and <c>&lt;meta name="robots"&gt;</c>: for all of them, or for the name in the
/// User-Agent that was sent.</summary>
/// <param name="NoIndex">Not to take anything from it.</param>
/// <param name="NoFollow">Not to follow its links.</param>
public sealed record RobotsDirectives(bool NoIndex, bool NoFollow);
