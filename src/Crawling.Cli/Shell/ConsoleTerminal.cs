namespace Crawling.Cli;

/// <summary>The terminal of the process, Ctrl+C being a key until it is disposed.</summary>
internal sealed class ConsoleTerminal : ITerminal, IDisposable
{
    private readonly Queue<ConsoleKeyInfo> _unread = new();
    private readonly TextWriter _output = Console.Out;
    private Task<ConsoleKeyInfo>? _reading;

    public ConsoleTerminal() => Console.TreatControlCAsInput = true;

    /// <summary>Whether there is one.</summary>
    public static bool Exists => !Console.IsInputRedirected && !Console.IsOutputRedirected;

    public int Width => Console.WindowWidth is > 0 and var width ? width : 80;

    public async Task<ConsoleKeyInfo> ReadKeyAsync(CancellationToken cancellation)
    {
        if (_unread.TryDequeue(out var early))
        {
            return early;
        }

        // A read that nobody waits for any longer takes the next key all the same: it is kept for the next who asks.
        _reading ??= Task.Factory.StartNew(
            () => Console.ReadKey(intercept: true), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var key = await _reading.WaitAsync(cancellation);
        _reading = null;
        return key;
    }

    public void Unread(IEnumerable<ConsoleKeyInfo> keys)
    {
        foreach (var key in keys)
        {
            _unread.Enqueue(key);
        }
    }

    public void Write(string text)
    {
        _output.Write(text);
        _output.Flush();
    }

    public void Dispose() => Console.TreatControlCAsInput = false;
}
