namespace Crawling.Cli;

/// <summary>Lines of a file, a pipe or an option.</summary>
internal sealed class TextInput(TextReader lines) : IShellInput
{
    public bool IsInteractive => false;

    public async Task<EnteredLine> ReadAsync(string prompt, Func<string, Task<Completions>> complete, CancellationToken cancellation) =>
        await lines.ReadLineAsync(cancellation) is { } line ? new(line, LineEnd.Entered) : new("", LineEnd.Closed);

    public Task WatchAsync(Task work, CancellationTokenSource stop) => Task.WhenAny(work);
}
