using System.Threading.Channels;

namespace Crawling.Scraping;

/// <summary>Works on what is put in, in order, so many at a time, off the loop.</summary>
internal sealed class Lane<T>
{
    private readonly Channel<T> _waiting;
    private readonly Func<T, Task> _work;

    public Lane(int workers, Func<T, Task> work)
    {
        _work = work;
        _waiting = Channel.CreateUnbounded<T>(new UnboundedChannelOptions { SingleReader = workers == 1 });
        for (var i = 0; i < workers; i++)
        {
            _ = Task.Run(RunAsync);
        }
    }

    public void Add(T item) => _waiting.Writer.TryWrite(item);

    public void Complete() => _waiting.Writer.TryComplete();

    private async Task RunAsync()
    {
        await foreach (var item in _waiting.Reader.ReadAllAsync())
        {
            await _work(item);
        }
    }
}
