using System.Diagnostics;

namespace Crawling.Cli.Tests;

/// <summary>The crawler at a terminal of its own, which keys are sent to and whose screen is read.</summary>
internal sealed class Tmux : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);

    private readonly string _name = $"crawler-{Guid.NewGuid():n}";

    public static Tmux Start(ProjectFolder project, params string[] arguments)
    {
        var terminal = new Tmux();
        var command = string.Join(' ', arguments.Prepend(ProjectFolder.Crawler).Select(word => $"'{word}'"));
        _ = terminal.RunAsync(
            "-f", "/dev/null", "new-session", "-d", "-x", "100", "-y", "40", "-c", project.Root,
            $"export XDG_CACHE_HOME='{project.Root}/cache' XDG_STATE_HOME='{project.Root}/state'; dotnet {command}; echo \"[left with $?]\"; sleep 600").GetAwaiter().GetResult();
        return terminal;
    }

    /// <summary>Presses keys one after the other; a word that names none is typed.</summary>
    public async Task TypeAsync(params string[] keys)
    {
        foreach (var key in keys)
        {
            await RunAsync("send-keys", key);
        }
    }

    /// <summary>Waits until the screen shows a text.</summary>
    public async Task ShowsAsync(string text)
    {
        var began = Stopwatch.GetTimestamp();
        var screen = "";
        while (!screen.Contains(text, StringComparison.Ordinal))
        {
            Assert.True(Stopwatch.GetElapsedTime(began) < Limit, $"The terminal does not show '{text}':\n{screen}");
            await Task.Delay(Glance);
            screen = await RunAsync("capture-pane", "-p");
        }
    }

    public void Dispose() => RunAsync("kill-server").GetAwaiter().GetResult();

    private async Task<string> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("tmux", ["-L", _name, .. arguments]) { UseShellExecute = false, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output;
    }
}
