namespace Crawling.Downloading;

/// <summary>
/// Sends by a handler that is replaced when too many connections are open, so that a crawl over very many hosts does not drag idle ones along.
/// The old handler is disposed, and its connections with it, when its last fetch has ended.
/// </summary>
internal sealed class RenewedHandler(int mostConnections, Func<OpenConnections, HttpMessageHandler> create) : HttpMessageHandler
{
    private readonly Lock _lock = new();
    private Generation? _current;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var watch = ((WatchedRequest)request).Watch;
        var generation = (Generation)(watch.Lease ??= Enter());
        return generation.Client.SendAsync(request, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _current?.Client.Dispose();
        }

        base.Dispose(disposing);
    }

    private Generation Enter()
    {
        Generation? old = null;
        Generation current;
        lock (_lock)
        {
            if (_current is null || _current.Connections.Count > mostConnections)
            {
                old = _current;
                _current = new Generation(create);
            }

            current = _current;
            current.Enter();
        }

        old?.Retire();
        return current;
    }

    /// <summary>A handler, with the fetches that it is needed for; disposed once for each of them.</summary>
    private sealed class Generation : IDisposable
    {
        // One for being the current generation.
        private int _users = 1;

        public Generation(Func<OpenConnections, HttpMessageHandler> create)
        {
            Connections = new OpenConnections();
            Client = new HttpMessageInvoker(create(Connections));
        }

        public OpenConnections Connections { get; }

        public HttpMessageInvoker Client { get; }

        public void Enter() => Interlocked.Increment(ref _users);

        public void Retire() => Dispose();

        public void Dispose()
        {
            if (Interlocked.Decrement(ref _users) == 0)
            {
                Client.Dispose();
            }
        }
    }
}
