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
        Ended = Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(RunAsync)));
    }

    /// <summary>Completes when all that was put in before <see cref="Complete"/> is done.</summary>
    public Task Ended { get; }

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
