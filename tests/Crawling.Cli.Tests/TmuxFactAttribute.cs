namespace Crawling.Cli.Tests;

/// <summary>A test on a terminal that tmux gives. Without it the test is skipped and says so; where all must run it fails.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TmuxFactAttribute : FactAttribute
{
    public TmuxFactAttribute()
    {
        if (!File.Exists("/usr/bin/tmux") && Environment.GetEnvironmentVariable("CRAWLING_REQUIRE_ALL") is null)
        {
            Skip = "Needs the Debian package tmux.";
        }
    }
}
