namespace Crawling.Cli;

/// <summary>A terminal whose keys come one by one, Ctrl+C among them.</summary>
internal interface ITerminal
{
    /// <summary>In characters.</summary>
    int Width { get; }

    /// <summary>The next key.</summary>
    Task<ConsoleKeyInfo> ReadKeyAsync(CancellationToken cancellation);

    /// <summary>Gives back keys that were read too early, for the next reads.</summary>
    void Unread(IEnumerable<ConsoleKeyInfo> keys);

    void Write(string text);
}
