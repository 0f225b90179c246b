using System.Diagnostics;
using System.Reflection;
using System.Text;

namespace Crawling.EndToEnd.Tests.Hosting;

/// <summary>The sample host as a process of its own, in a folder that is gone afterwards.</summary>
internal sealed class SampleHostProcess : IAsyncDisposable
{
    private static readonly string Program = typeof(SampleHostProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "SampleHost").Value!;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crawling-host-");
    private readonly StringBuilder _output = new();
    private readonly Process _process;

    public SampleHostProcess(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. arguments])
        {
            WorkingDirectory = _folder.FullName,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        File.WriteAllText(
            Path.Combine(_folder.FullName, "crawler.json"),
            """{ "crawler": { "robots": { "obey": false }, "download": { "blockPrivateAddresses": false }, "feeds": [{ "path": "answers.jsonl" }] } }""");
        _process = Process.Start(start)!;
    }

    public string[] Feed => File.ReadAllLines(Path.Combine(_folder.FullName, "answers.jsonl"));

    /// <summary>What it has written so far.</summary>
    public string Output => _output.ToString();

    /// <summary>Sends a signal by its name.</summary>
    public async Task SignalAsync(string name)
    {
        using var kill = Process.Start("kill", ["-" + name, $"{_process.Id}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Reads what it writes until a line holds some text.</summary>
    public async Task ReadUntilAsync(string text)
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            _output.AppendLine(line);
            if (line.Contains(text, StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail($"'{text}' was not written, but:\n{_output}");
    }

    public async Task<int> ExitCodeAsync()
    {
        _output.Append(await _process.StandardOutput.ReadToEndAsync());
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        _folder.Delete(recursive: true);
    }
}
