using System.Collections.Concurrent;

namespace Crawling.Downloading;

/// <summary>What a crawl has sent, in order: robots.txt, redirects and retries too.</summary>
internal sealed class ExchangeLog(TimeProvider time)
{
    private readonly ConcurrentQueue<Exchange> _exchanges = new();

    public IReadOnlyCollection<Exchange> All => _exchanges;

    public Exchange Begin(Request request)
    {
        var exchange = new Exchange(request, time);
        _exchanges.Enqueue(exchange);
        return exchange;
    }
}
