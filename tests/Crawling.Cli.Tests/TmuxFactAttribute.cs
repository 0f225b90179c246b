namespace Crawling.Cli.Tests;

/// <summary>A test that types at a terminal, which tmux gives. Without it the test is skipped and says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TmuxFactAttribute : FactAttribute
{
    public TmuxFactAttribute()
    {
        if (!File.Exists("/usr/bin/tmux") && Environment.GetEnvironmentVariable("CRAWLING_REQUIRE_ALL") is null)
        {
            Skip = "Needs the program tmux.";
        }
    }
}
