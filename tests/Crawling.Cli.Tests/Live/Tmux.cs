using System.Diagnostics;

namespace Crawling.Cli.Tests.Live;

/// <summary>A terminal of one's own: a tmux server with one window, in which a shell runs.</summary>
internal sealed class Tmux : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly string _socket;

    private Tmux(string socket) => _socket = socket;

    public static async Task<Tmux> StartAsync(string folder, int width, int height)
    {
        var tmux = new Tmux(Path.Combine(folder, "tmux"));
        await tmux.RunAsync("-f", "/dev/null", "new-session", "-d", "-x", $"{width}", "-y", $"{height}", "-c", folder, "env PS1='$ ' sh");
        return tmux;
    }

    public Task TypeAsync(params string[] keys) => RunAsync(["send-keys", .. keys]);

    public Task ResizeAsync(int width, int height) => RunAsync("resize-window", "-x", $"{width}", "-y", $"{height}");

    /// <summary>Waits until the screen shows something.</summary>
    /// <returns>The screen.</returns>
    public async Task<string> WaitForAsync(Func<string, bool> shown)
    {
        for (var since = Stopwatch.GetTimestamp(); ; await Task.Delay(50))
        {
            var screen = await RunAsync("capture-pane", "-p");
            if (shown(screen))
            {
                return screen;
            }

            Assert.True(Stopwatch.GetElapsedTime(since) < Limit, $"It is never shown; the screen is:\n{screen}");
        }
    }

    public Task<string> WaitForAsync(string text) => WaitForAsync(screen => screen.Contains(text, StringComparison.Ordinal));

    public async ValueTask DisposeAsync() => await RunAsync("kill-server");

    private async Task<string> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("tmux", ["-S", _socket, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        return (await ProjectFolder.FinishAsync(process)).Output;
    }
}
