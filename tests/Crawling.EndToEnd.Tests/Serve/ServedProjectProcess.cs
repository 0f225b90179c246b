using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Crawling.Cli.Tests;

namespace Crawling.EndToEnd.Tests.Serve;

/// <summary><c>crawler serve</c> as a process, which is ended and started again.</summary>
internal sealed class ServedProjectProcess(ProjectFolder project) : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(50);

    private Process? _process;
    private Task<string>? _errors;

    public HttpClient Client { get; private set; } = new();

    public string FolderOf(string job) => Path.Combine(project.Root, ".crawler", "jobs", job);

    /// <summary>Until it says where it listens.</summary>
    public async Task StartAsync(params string[] arguments)
    {
        _process = project.Start("", ["serve", "--port", "0", .. arguments]);
        _errors = _process.StandardError.ReadToEndAsync();
        var line = await _process.StandardOutput.ReadLineAsync().WaitAsync(Limit);
        Assert.True(line?.StartsWith("Serving '", StringComparison.Ordinal), $"{line}{(line is null ? await _errors : "")}");
        Client.Dispose();
        Client = new() { BaseAddress = new(line!.Split(' ').Single(word => word.StartsWith("http://", StringComparison.Ordinal))) };
    }

    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Asks it to end.</summary>
    public async Task<(int ExitCode, string Log)> TerminateAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", $"{_process!.Id}"]))
        {
            await kill.WaitForExitAsync();
        }

        await _process.WaitForExitAsync().WaitAsync(Limit);
        return (_process.ExitCode, await _errors!);
    }

    public async Task<string> CrawlAsync(string spider, Dictionary<string, string>? arguments = null)
    {
        using var answer = await Client.PostAsJsonAsync("/api/v1/jobs", new { spider, arguments });
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, body);
        return JsonSerializer.Deserialize<JsonElement>(body).GetProperty("id").GetString()!;
    }

    public async Task<JsonElement> GetAsync(string job) => await Client.GetFromJsonAsync<JsonElement>($"/api/v1/jobs/{job}");

    public async Task<JsonElement> UntilAsync(string job, string state)
    {
        var body = default(JsonElement);
        await UntilAsync(async () => (body = await GetAsync(job)).GetProperty("state").GetString() == state, () => $"{body}");
        return body;
    }

    public static async Task UntilAsync(Func<Task<bool>> holds, Func<string> what)
    {
        var begin = Stopwatch.GetTimestamp();
        while (!await holds())
        {
            Assert.True(Stopwatch.GetElapsedTime(begin) < Limit, what());
            await Task.Delay(LookInterval);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (_process is { HasExited: false })
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process?.Dispose();
    }
}
