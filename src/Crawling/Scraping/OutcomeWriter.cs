using System.Threading.Channels;
using Crawling.Feeds;

namespace Crawling.Scraping;

/// <summary>
/// The last lane: writes the items of each response to the feeds together, in the order of acknowledgement, then hands the responses to the
/// loop to be acknowledged, as many at once as have come together.
/// </summary>
internal sealed class OutcomeWriter
{
    /// <summary>Responses acknowledged together at most.</summary>
    private const int Window = 32;

    private readonly Channel<ScrapeWork> _waiting = Channel.CreateUnbounded<ScrapeWork>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ItemOutlet _outlet;
    private readonly Action<WrittenWorks> _onWritten;
    private readonly Action<Exception> _onFailed;

    public OutcomeWriter(ItemOutlet outlet, Action<WrittenWorks> onWritten, Action<Exception> onFailed)
    {
        _outlet = outlet;
        _onWritten = onWritten;
        _onFailed = onFailed;
        Ended = Task.Run(RunAsync);
    }

    public Task Ended { get; }

    public void Add(ScrapeWork work) => _waiting.Writer.TryWrite(work);

    public void Complete() => _waiting.Writer.TryComplete();

    private async Task RunAsync()
    {
        while (await _waiting.Reader.WaitToReadAsync())
        {
            var written = new List<ScrapeWork>();
            while (written.Count < Window && _waiting.Reader.TryRead(out var work))
            {
                written.Add(work);
                await WriteAsync(work);
            }

            await CommitAsync(written);
            _onWritten(new(written, _outlet.Positions));
        }
    }

    private async Task WriteAsync(ScrapeWork work)
    {
        using var held = work.Held;
        if (held is null || work.Unfinished)
        {
            return;
        }

        try
        {
            await _outlet.WriteAsync(held, work.Scraped);
        }
        catch (Exception error)
        {
            work.Unfinished = true;
            _onFailed(error);
        }
    }

    private async Task CommitAsync(List<ScrapeWork> written)
    {
        try
        {
            await _outlet.CommitAsync();
        }
        catch (Exception error)
        {
            foreach (var work in written)
            {
                work.Unfinished |= work.Held is not null;
            }

            _onFailed(error);
        }
    }
}
