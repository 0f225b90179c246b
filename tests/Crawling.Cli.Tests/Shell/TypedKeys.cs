using System.Text;

namespace Crawling.Cli.Tests.Shell;

/// <summary>A terminal at which nobody types any more than it was given.</summary>
internal sealed class TypedKeys(int width = 80) : ITerminal
{
    private readonly Queue<ConsoleKeyInfo> _keys = new();
    private readonly StringBuilder _shown = new();

    public int Width => width;

    public string Shown => _shown.ToString();

    public TypedKeys Text(string text)
    {
        foreach (var character in text)
        {
            _keys.Enqueue(new(character, ConsoleKey.None, shift: false, alt: false, control: false));
        }

        return this;
    }

    public TypedKeys Press(ConsoleKey key, bool control = false)
    {
        _keys.Enqueue(new('\0', key, shift: false, alt: false, control));
        return this;
    }

    public TypedKeys Control(ConsoleKey key) => Press(key, control: true);

    public async Task<ConsoleKeyInfo> ReadKeyAsync(CancellationToken cancellation)
    {
        if (!_keys.TryDequeue(out var key))
        {
            await Task.Delay(Timeout.Infinite, cancellation);
        }

        return key;
    }

    public void Unread(IEnumerable<ConsoleKeyInfo> keys) => keys.ToList().ForEach(_keys.Enqueue);

    public void Write(string text) => _shown.Append(text);
}
