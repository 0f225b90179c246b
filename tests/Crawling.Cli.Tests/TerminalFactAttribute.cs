namespace Crawling.Cli.Tests;

/// <summary>A test that needs a terminal, which the program <c>script</c> of util-linux gives. Without it the test is skipped and says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TerminalFactAttribute : FactAttribute
{
    public TerminalFactAttribute()
    {
        if (!OperatingSystem.IsLinux() || !File.Exists("/usr/bin/script"))
        {
            Skip = "Needs Linux and the program script of util-linux.";
        }
    }
}
