namespace Crawling.Cli;

/// <summary>Lines that somebody types.</summary>
internal sealed class TerminalInput(ITerminal terminal, LineHistory history) : IShellInput
{
    private readonly LineEditor _editor = new(terminal, history);

    public bool IsInteractive => true;

    public Task<EnteredLine> ReadAsync(string prompt, Func<string, Task<Completions>> complete, CancellationToken cancellation) =>
        _editor.ReadAsync(prompt, complete, cancellation);

    public async Task WatchAsync(Task work, CancellationTokenSource stop)
    {
        List<ConsoleKeyInfo> typedAhead = [];
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
        while (!work.IsCompleted)
        {
            var key = terminal.ReadKeyAsync(watching.Token);
            if (await Task.WhenAny(work, key) == work || key.IsCanceled)
            {
                break;
            }

            var pressed = await key;
            if (pressed is { Key: ConsoleKey.C, Modifiers: ConsoleModifiers.Control })
            {
                // As a terminal does that interrupts: what was typed ahead goes as well.
                typedAhead.Clear();
                await stop.CancelAsync();
                break;
            }

            typedAhead.Add(pressed);
        }

        await watching.CancelAsync();
        terminal.Unread(typedAhead);
    }
}
