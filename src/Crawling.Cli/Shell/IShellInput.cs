namespace Crawling.Cli;

/// <summary>Where the lines of a shell come from.</summary>
internal interface IShellInput
{
    /// <summary>Whether somebody sits there who may try again.</summary>
    bool IsInteractive { get; }

    /// <summary>The next line.</summary>
    /// <param name="prompt">What stands before it.</param>
    /// <param name="complete">Completes its part before the caret.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    Task<EnteredLine> ReadAsync(string prompt, Func<string, Task<Completions>> complete, CancellationToken cancellation);

    /// <summary>Waits for work to end, and stops it if it is given up meanwhile.</summary>
    Task WatchAsync(Task work, CancellationTokenSource stop);
}
