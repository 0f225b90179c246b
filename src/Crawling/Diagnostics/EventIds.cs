namespace Crawling.Diagnostics;

/// <summary>The ids of all log lines: a range for each stage.</summary>
internal static class EventIds
{
    public const int Reactor = 1000;
    public const int Engine = 1100;
    public const int Scheduling = 2000;
    public const int Downloading = 3000;
    public const int Scraping = 4000;
    public const int Spiders = 4500;
    public const int Items = 5000;
    public const int Jobs = 5500;
    public const int Feeds = 6000;
    public const int Hosting = 7000;
    public const int Extensions = 8000;
    public const int CommandLine = 9000;
    public const int Serving = 9500;
}
