namespace Crawling.Cli.Tests.Dashboard;

/// <summary>A test in a real browser. Without it the test is skipped and says so; where all must run it fails.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ChromiumFactAttribute : FactAttribute
{
    public ChromiumFactAttribute()
    {
        if (!MustRun)
        {
            Skip = "Needs the Debian package chromium.";
        }
    }

    public static string Program => "/usr/bin/chromium";

    public static bool MustRun => File.Exists(Program) || Environment.GetEnvironmentVariable("CRAWLING_REQUIRE_ALL") is not null;
}
