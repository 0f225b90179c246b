using System.Diagnostics;
using System.Text.Json;

namespace Crawling.Serving;

/// <summary>A crawl in a child process. Orders go to its standard input, reports come from its standard output, one a line. When the input ends,
/// because the service has ended in whatever way, the child ends too.</summary>
internal sealed class ChildRun : IJobRun
{
    private const int ErrorLines = 20;

    /// <summary>For its end after its input has ended.</summary>
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(15);

    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly Process _process;

    /// <exception cref="InvalidOperationException">The process cannot be started.</exception>
    public ChildRun(ServedProject project, RunPlan plan, TimeProvider time)
    {
        _time = time;
        var start = project.Child();
        start.UseShellExecute = false;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        _process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} cannot be started.");

        // Not on the command line, where every user of the machine may read it.
        Send(plan);
        Completion = WatchAsync();
    }

    public Task<RunOutcome> Completion { get; }

    public RunReports Reports { get; } = new();

    public void Follow(RunOrders orders) => Send(orders);

    public async ValueTask DisposeAsync()
    {
        if (!Completion.IsCompleted)
        {
            Close();
            try
            {
                await Completion.WaitAsync(EndLimit, _time);
            }
            catch (TimeoutException)
            {
                _process.Kill(entireProcessTree: true);
                await Completion;
            }
        }

        _process.Dispose();
    }

    private void Send<T>(T message)
    {
        lock (_lock)
        {
            try
            {
                _process.StandardInput.WriteLine(ServeJson.Write(message));
                _process.StandardInput.Flush();
            }
            catch (Exception error) when (error is IOException or InvalidOperationException)
            {
                // It has ended; how, its completion tells.
            }
        }
    }

    private void Close()
    {
        lock (_lock)
        {
            try
            {
                _process.StandardInput.Close();
            }
            catch (IOException)
            {
                // The same.
            }
        }
    }

    private async Task<RunOutcome> WatchAsync()
    {
        var errors = LastErrorsAsync();
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (Parse(line) is { } report)
            {
                Reports.Add(report);
            }
        }

        await _process.WaitForExitAsync();
        return Reports.Last?.Outcome ?? Unexplained(_process.ExitCode, await errors);
    }

    private async Task<string> LastErrorsAsync()
    {
        var lines = new Queue<string>();
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            lines.Enqueue(line);
            if (lines.Count > ErrorLines)
            {
                lines.Dequeue();
            }
        }

        return string.Join('\n', lines);
    }

    private static RunReport? Parse(string line)
    {
        try
        {
            return ServeJson.Read<RunReport>(line);
        }
        catch (JsonException)
        {
            // Native code of a spider may write to the same output.
            return null;
        }
    }

    private static RunOutcome Unexplained(int exitCode, string errors) => exitCode is 1 or 2
        ? RunOutcome.Failed(errors)
        : new(RunOutcome.Crashed, $"Its process ended with exit code {exitCode}. {errors}".TrimEnd());
}
