using System.ComponentModel;
using System.Diagnostics;

namespace Crawling.Cli;

/// <summary>The browser of whoever sits here: <c>$BROWSER</c>, else the desktop's own.</summary>
internal static class Browser
{
    /// <summary>Opens a file.</summary>
    /// <returns>Whether there is a browser to open it.</returns>
    public static bool Open(string path)
    {
        if (Program() is not { } program)
        {
            return false;
        }

        // Its own words must not reach the terminal, nor must it wait for someone to read them.
        var start = new ProcessStartInfo(program, [path])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            var browser = Process.Start(start)!;
            browser.BeginOutputReadLine();
            browser.BeginErrorReadLine();
            return true;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    private static string? Program() =>
        Variable("BROWSER") is { } chosen ? chosen
        : OperatingSystem.IsMacOS() ? "open"
        : OperatingSystem.IsWindows() ? "explorer"
        : (Variable("DISPLAY") ?? Variable("WAYLAND_DISPLAY")) is not null ? "xdg-open"
        : null;

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
